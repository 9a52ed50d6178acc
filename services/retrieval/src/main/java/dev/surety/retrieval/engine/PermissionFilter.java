package dev.surety.retrieval.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.grant.Access;
import dev.surety.grant.Grant;
import java.util.TreeSet;

/** {@link Access#permits} in the engine's words; a property test holds the two together. */
final class PermissionFilter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private PermissionFilter() {}

    static ObjectNode of(Grant grant) {
        var bool = JSON.objectNode();
        bool.putArray("filter")
                .add(anyOf(term("allow", Access.PUBLIC), allOf(term("tenant", grant.tenant()), terms("allow", grant))))
                .add(atMost("clearance", grant.clearance()));
        bool.putArray("must_not").add(terms("deny", grant));
        return wrap("bool", bool);
    }

    private static ObjectNode anyOf(JsonNode... clauses) {
        var bool = JSON.objectNode().put("minimum_should_match", 1);
        addAll(bool.putArray("should"), clauses);
        return wrap("bool", bool);
    }

    private static ObjectNode allOf(JsonNode... clauses) {
        var bool = JSON.objectNode();
        addAll(bool.putArray("filter"), clauses);
        return wrap("bool", bool);
    }

    private static ObjectNode term(String field, String value) {
        return wrap("term", JSON.objectNode().put(field, value));
    }

    private static ObjectNode terms(String field, Grant grant) {
        var body = JSON.objectNode();
        var values = body.putArray(field);
        new TreeSet<>(grant.tags()).forEach(values::add);
        return wrap("terms", body);
    }

    private static ObjectNode atMost(String field, int value) {
        return wrap("range", JSON.objectNode().set(field, JSON.objectNode().put("lte", value)));
    }

    private static ObjectNode wrap(String name, JsonNode body) {
        return JSON.objectNode().set(name, body);
    }

    private static void addAll(ArrayNode array, JsonNode... clauses) {
        for (var clause : clauses) {
            array.add(clause);
        }
    }
}
