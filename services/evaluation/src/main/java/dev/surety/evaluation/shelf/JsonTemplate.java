package dev.surety.evaluation.shelf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** A JSON body with holes. Values are put in as JSON, never as text, so that nothing a caller sends can change a query. */
public final class JsonTemplate {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode template;

    private JsonTemplate(JsonNode template) {
        this.template = template;
    }

    /** @param name of a file in {@code opensearch/} on the class path */
    public static JsonTemplate named(String name) {
        try (var file = JsonTemplate.class.getResourceAsStream("/opensearch/" + name)) {
            return new JsonTemplate(JSON.readTree(file));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A fresh body. Each hole is a text that consists of <code>${name}</code> only. */
    public ObjectNode filled(Map<String, ?> values) {
        return (ObjectNode) filled(template, values);
    }

    private static JsonNode filled(JsonNode node, Map<String, ?> values) {
        return switch (node) {
            case ObjectNode object -> {
                var copy = JSON.createObjectNode();
                object.properties().forEach(member -> copy.set(member.getKey(), filled(member.getValue(), values)));
                yield copy;
            }
            case ArrayNode list -> {
                var copy = JSON.createArrayNode();
                list.forEach(member -> copy.add(filled(member, values)));
                yield copy;
            }
            default -> node.isTextual() && node.textValue().startsWith("${") ? JSON.valueToTree(values.get(name(node.textValue()))) : node;
        };
    }

    private static String name(String hole) {
        return hole.substring(2, hole.length() - 1);
    }
}
