package dev.surety.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The arguments of one call, within bounds: at most {@value #LARGEST} characters, {@value #DEEPEST} deep, and no number that would take long to reckon with.
 */
public final class Arguments {

    private static final int LARGEST = 32 * 1024;
    private static final int DEEPEST = 16;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode values;
    private final String json;

    private Arguments(JsonNode values, String json) {
        this.values = values;
        this.json = json;
    }

    /** @throws RefusedArguments when they are no JSON object, or out of bounds */
    public static Arguments of(JsonNode written) {
        if (!written.isObject()) {
            throw new RefusedArguments("", "the arguments are a JSON object: send {\"arguments\": { … }}");
        }
        var sorted = sorted(written, "", 1);
        var json = sorted.toString();
        if (json.length() > LARGEST) {
            throw new RefusedArguments("", "the arguments are " + json.length() + " characters long: send at most " + LARGEST);
        }
        return new Arguments(sorted, json);
    }

    /** With the members of every object in order, so that equal arguments are equal texts. */
    private static JsonNode sorted(JsonNode node, String pointer, int depth) {
        if (depth > DEEPEST) {
            throw new RefusedArguments("", "the arguments are nested too deep: send at most " + DEEPEST + " levels");
        }
        if (node.isObject()) {
            var members = new TreeMap<String, JsonNode>();
            node.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue(), pointer + "/" + escaped(member.getKey()), depth + 1)));
            return new ObjectNode(JsonNodeFactory.instance, members);
        }
        if (node.isArray()) {
            var elements = JsonNodeFactory.instance.arrayNode(node.size());
            for (var index = 0; index < node.size(); index++) {
                elements.add(sorted(node.get(index), pointer + "/" + index, depth + 1));
            }
            return elements;
        }
        if (node.isNumber() && !(node.isFloatingPointNumber() ? Double.isFinite(node.doubleValue()) : node.canConvertToLong())) {
            throw new RefusedArguments(pointer, "the number is too large: send at most 64 bits");
        }
        return node;
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    /** What an argument was given; empty when it was not given, or as {@code null}. */
    Optional<JsonNode> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isNull());
    }

    /** An argument as text; empty when there is none, or it is an object or a list. */
    public Optional<String> text(String name) {
        return value(name).filter(JsonNode::isValueNode).map(JsonNode::asText);
    }

    /** Of those that were given, in order. */
    public List<String> names() {
        var names = new ArrayList<String>();
        values.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** As JSON: one text for equal arguments. */
    public String json() {
        return json;
    }

    /** The arguments themselves, for a call that takes them as they are; a copy. */
    public JsonNode copy() {
        return values.deepCopy();
    }

    /** Of {@link #json()}: 64 hexadecimal digits. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
            throw new IllegalArgumentException("no JSON", notJson);
        }
    }

    /** Names only: values are the caller's. */
    @Override
    public String toString() {
        return "Arguments" + names();
    }
}
