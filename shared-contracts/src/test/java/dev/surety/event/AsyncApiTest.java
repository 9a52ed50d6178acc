package dev.surety.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AsyncApiTest {

    private static final JsonNode DOCUMENT = document();

    @Test
    void everyTopicIsDescribedAndNoOther() {
        var described = DOCUMENT.get("channels").valueStream().map(channel -> channel.get("address").asText()).sorted().toList();

        assertEquals("3.0.0", DOCUMENT.get("asyncapi").asText());
        assertEquals(Arrays.stream(Topics.class.getFields()).map(AsyncApiTest::value).sorted().toList(), described);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        var dangling = references().filter(reference -> !exists(reference)).toList();

        assertEquals(List.of(), dangling);
    }

    @Test
    void everyMessageSaysItsKeyItsSchemaAndWhoSendsOrReceives() {
        for (var message : DOCUMENT.at("/components/messages")) {
            assertEquals(CloudEvent.MEDIA_TYPE, message.get("contentType").asText());
            assertEquals("string", message.at("/bindings/kafka/key/type").asText(), message::toString);
            assertNotNull(message.at("/payload/schema/$ref").textValue(), message::toString);
        }
        var used = new TreeSet<String>();
        DOCUMENT.get("operations").forEach(operation -> used.add(operation.at("/channel/$ref").asText().replace("#/channels/", "")));
        assertEquals(new TreeSet<>(DOCUMENT.get("channels").propertyStream().map(Map.Entry::getKey).toList()), used);
    }

    @Test
    void everySchemaBelongsToAMessage() {
        var schemas = EventContractTest.examples().map(EventContractTest::schemaName).map(name -> "schemas/" + name + ".schema.json").distinct().toList();

        assertEquals(schemas, references().filter(reference -> !reference.startsWith("#")).sorted().toList());
    }

    private static Stream<String> references() {
        return DOCUMENT.findValuesAsText("$ref").stream();
    }

    private static boolean exists(String reference) {
        return reference.startsWith("#")
                ? !DOCUMENT.at(reference.substring(1)).isMissingNode()
                : AsyncApiTest.class.getResource("/" + reference) != null;
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JsonNode document() {
        try (var in = AsyncApiTest.class.getResourceAsStream("/asyncapi.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
