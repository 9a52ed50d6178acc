package dev.surety.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What is agreed on for one kind of event, to hold against what a service writes. */
public final class EventSchema {

    /** Writes as the services do. */
    public static final ObjectMapper JSON =
            new ObjectMapper().registerModule(new JavaTimeModule()).disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final Schema schema;

    private EventSchema(Schema schema) {
        this.schema = schema;
    }

    /** @param name for instance {@code answer.v1} */
    public static EventSchema of(String name) {
        return new EventSchema(REGISTRY.getSchema(source(name), InputFormat.JSON));
    }

    static String source(String name) {
        return resource("schemas/" + name + ".schema.json");
    }

    /** @param name for instance {@code answer.v1.failed} */
    public static String example(String name) {
        return resource("schemas/examples/" + name + ".json");
    }

    /** {@code []} for an event that follows the schema. */
    public String violations(String event) {
        return schema.validate(event, InputFormat.JSON).toString();
    }

    /** As {@link #violations(String)}, of what the services would write. */
    public String violations(CloudEvent<?> event) {
        try {
            return violations(JSON.writeValueAsString(event));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String resource(String name) {
        try (var in = CloudEvent.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
