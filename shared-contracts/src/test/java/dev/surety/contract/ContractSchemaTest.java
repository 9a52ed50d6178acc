package dev.surety.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.surety.tool.ArgumentSchema;
import dev.surety.tool.BodyTemplate;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema by which editors help; held against the records, so that neither can be changed without the other. */
class ContractSchemaTest {

    private static final Path FILE = Path.of("../deploy/contract.schema.json");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final JsonNode source = JSON.readTree(Files.readString(FILE));
    private final Schema schema = REGISTRY.getSchema(Files.readString(FILE), InputFormat.JSON);

    ContractSchemaTest() throws IOException {}

    @Test
    void acceptsTheRealContractAndOneThatUsesEveryField() throws IOException {
        assertEquals("[]", violations(Files.readString(Path.of("../deploy/contract.yaml"))));
        assertEquals("[]", violations(ContractText.thatAddsUp().text()));
    }

    @Test
    void theRealContractNamesItsSchemaForEditors() throws IOException {
        assertEquals(
                "# yaml-language-server: $schema=" + FILE.getFileName(), Files.readAllLines(Path.of("../deploy/contract.yaml")).getFirst());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timeout: 1500ms | timout: 1500ms",
                "longestDeadline: 60s | longestDeadline: 60",
                "longestDeadline: 60s | longestDeadline: -60s",
                "percentile: 95% | percentile: 101%",
                "percentile: 95% | percentile: 0.95",
                "ceilingUsd: \"0.005\" | ceilingUsd: 0.005",
                "burnRate: 14.4x | burnRate: 14.4",
                "reviewBy: 2027-05-31 | reviewBy: 2027-13-31",
                "concurrency: 4 | concurrency: 0",
                "owner: team@kestrelquay.example | owner: ' '",
                "state: page | state: exhausted",
                "tenants: [kestrel] | tenants: []",
                "kinds: [secret, email], reversible: true | kinds: [secret, mail], reversible: true",
                "reversible: true | reversible: 'yes'",
                "regions: [US, SE] | regions: [usa]",
            })
    void rejectsWhatTheReaderRejects(String good, String bad) throws IOException {
        assertNotEquals("[]", violations(ContractText.thatAddsUp().with(good, bad).text()));
    }

    @Test
    void itsPropertiesAreTheComponentsOfTheRecordsAndItsEnumsTheirLabels() {
        sameShape(Contract.class, source, "contract");
    }

    @Test
    void everyFieldIsDescribedWithAnExampleThatItAccepts() {
        described(source, "contract");
    }

    /** A type of the model and the schema of the same place say the same. */
    private void sameShape(Type type, JsonNode at, String place) {
        var node = resolved(at);
        if (type instanceof ParameterizedType container) {
            var entry = container.getActualTypeArguments()[container.getActualTypeArguments().length - 1];
            var isMap = container.getRawType() == Map.class;
            assertEquals(isMap ? "object" : "array", node.path("type").asText(), place);
            sameShape(entry, isMap ? node.path("additionalProperties") : node.path("items"), place + "[]");
        } else if (type == PathStep.class) {
            sameShape(SliceName.class, node.at("/oneOf/0"), place);
            sameShape(SliceName.class, node.at("/oneOf/1/items"), place);
        } else if (type == BurnState.class) {
            // Not every state may stand everywhere; ContractRules says the same.
            assertEquals(place.endsWith(".from") ? List.of("ticket", "page", "exhausted") : List.of("ticket", "page"), texts(node.path("enum")), place);
        } else if (((Class<?>) type).isEnum()) {
            assertEquals(Arrays.stream(((Class<?>) type).getEnumConstants()).map(ContractSchemaTest::label).toList(), texts(node.path("enum")), place);
        } else if (type == Contract.class || ((Class<?>) type).getEnclosingClass() == Contract.class) {
            sameFields((Class<?>) type, node, place);
        } else if (type == ArgumentSchema.class || type == BodyTemplate.class) {
            assertEquals("object", node.path("type").asText(), place);
        } else {
            assertEquals(type == int.class || type == Integer.class ? "integer" : type == boolean.class || type == Boolean.class ? "boolean" : "string", node.path("type").asText(), place);
        }
    }

    private void sameFields(Class<?> type, JsonNode node, String place) {
        var components = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
        var mayBeLeftOut = ContractReader.MAY_BE_LEFT_OUT.getOrDefault(type, Set.of());
        assertEquals(components, node.path("properties").propertyStream().map(Map.Entry::getKey).toList(), place);
        assertEquals(components.stream().filter(name -> !mayBeLeftOut.contains(name)).toList(), texts(node.path("required")), place);
        assertEquals("false", node.path("additionalProperties").asText(), place);
        for (var component : type.getRecordComponents()) {
            sameShape(component.getGenericType(), node.path("properties").path(component.getName()), place + "." + component.getName());
        }
    }

    private void described(JsonNode node, String place) {
        node.path("properties").propertyStream().forEach(property -> {
            var field = place + "." + property.getKey();
            assertTrue(property.getValue().path("description").asText().endsWith("."), field + " has no description");
            var type = resolved(property.getValue());
            var isSection = type.path("properties").size() > 0 && !type.has("examples");
            assertTrue(isSection || property.getValue().path("examples").size() > 0, field + " has no example");
            property.getValue().path("examples").forEach(example -> assertEquals("[]", at(property.getValue()).validate(example.toString(), InputFormat.JSON).toString(), field));
            described(property.getValue(), field);
            described(property.getValue().path("items"), field);
            described(property.getValue().path("additionalProperties"), field);
        });
        node.path("$defs").propertyStream().forEach(definition -> described(definition.getValue(), definition.getKey()));
    }

    /** The schema of one place, with the definitions that it refers to. */
    private Schema at(JsonNode part) {
        var alone = JSON.createObjectNode();
        alone.set("$defs", source.path("$defs"));
        alone.putArray("allOf").add(part);
        return REGISTRY.getSchema(alone.toString(), InputFormat.JSON);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? source.at(node.path("$ref").asText().substring(1)) : node;
    }

    private String violations(String yaml) throws JsonProcessingException {
        return schema.validate(YAML.readTree(yaml).toString(), InputFormat.JSON).toString();
    }

    private static String label(Object constant) {
        return JSON.valueToTree(constant).asText();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }
}
