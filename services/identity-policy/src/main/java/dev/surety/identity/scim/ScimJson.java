package dev.surety.identity.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.exceptions.BadRequestException;
import com.unboundid.scim2.common.utils.JsonUtils;
import java.io.IOException;
import java.io.InputStream;

/** JSON as SCIM reads it: names of attributes know no case. */
final class ScimJson {

    private ScimJson() {}

    /** @throws BadRequestException {@code invalidSyntax}, when it is no JSON object */
    static ObjectNode object(InputStream body) throws BadRequestException, IOException {
        try {
            return object(JsonUtils.getObjectReader().readTree(body));
        } catch (JsonProcessingException malformed) {
            throw BadRequestException.invalidSyntax("the body is no JSON in UTF-8");
        }
    }

    /** What was written by {@link #text}. */
    static ObjectNode stored(String json) {
        try {
            return (ObjectNode) JsonUtils.getObjectReader().readTree(json);
        } catch (JsonProcessingException ourOwn) {
            throw new IllegalStateException("what was stored can be read", ourOwn);
        }
    }

    static ObjectNode object(JsonNode node) throws BadRequestException {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw BadRequestException.invalidSyntax("the body is no JSON object");
    }

    static String text(Object value) {
        try {
            return JsonUtils.getObjectWriter().writeValueAsString(value);
        } catch (JsonProcessingException ourOwn) {
            throw new IllegalStateException("what was read can be written", ourOwn);
        }
    }

    static ObjectNode empty() {
        return JsonUtils.getJsonNodeFactory().objectNode();
    }
}
