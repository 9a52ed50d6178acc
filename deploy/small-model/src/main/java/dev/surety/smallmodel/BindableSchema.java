package dev.surety.smallmodel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The part of JSON Schema that a reply can be bound to. llama.cpp ends the whole process at a schema that it can't turn into a grammar, so that it
 * only ever gets to see what is known to work.
 */
final class BindableSchema {

    private static final int DEEPEST = 32;
    private static final Set<String> TYPES = Set.of("object", "array", "string", "number", "integer", "boolean", "null");
    private static final Set<String> WORDS = Set.of("$schema", "title", "description", "default", "examples");

    private BindableSchema() {}

    /** @throws BadRequest naming what can't be turned into a grammar */
    static void check(JsonNode schema) {
        check(schema, 0);
    }

    private static void check(JsonNode schema, int depth) {
        need(schema.isObject() && depth <= DEEPEST, "a schema is an object, at most " + DEEPEST + " within each other");
        schema.properties().forEach(member -> check(member.getKey(), member.getValue(), inner -> check(inner, depth + 1)));
    }

    private static void check(String keyword, JsonNode value, Consumer<JsonNode> inner) {
        switch (keyword) {
            case "type" -> need(TYPES.contains(value.asText()), "type is one of " + TYPES.stream().sorted().toList());
            case "enum" -> need(value.isArray() && !value.isEmpty(), "enum is a list of values");
            case "const" -> {}
            case "properties" -> {
                need(value.isObject(), "properties is an object");
                value.forEach(inner);
            }
            case "required" -> need(value.isArray() && value.valueStream().allMatch(JsonNode::isTextual), "required is a list of names");
            case "additionalProperties" -> {
                if (!value.isBoolean()) {
                    inner.accept(value);
                }
            }
            case "items" -> inner.accept(value);
            case "anyOf", "oneOf" -> {
                need(value.isArray() && !value.isEmpty(), keyword + " is a list of schemas");
                value.forEach(inner);
            }
            case "minItems", "maxItems", "minLength", "maxLength" ->
                need(value.isInt() && value.asInt() >= 0 && value.asInt() <= 2_000, keyword + " is a whole number up to 2000");
            default -> need(WORDS.contains(keyword), "'" + keyword + "' can't be kept by a reply: leave it out");
        }
    }

    private static void need(boolean holds, String rule) {
        if (!holds) {
            throw new BadRequest("response_format", "a reply can't be bound to this schema: " + rule);
        }
    }
}
