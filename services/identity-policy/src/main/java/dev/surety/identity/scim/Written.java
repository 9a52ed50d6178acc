package dev.surety.identity.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.exceptions.BadRequestException;
import dev.surety.identity.caller.Caller;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Single attributes as a provisioner wrote them, each checked before it is believed. */
final class Written {

    private static final int LARGEST_REST = 64 * 1024;
    private static final int LONGEST_EXPRESSION = 2_000;

    private Written() {}

    /** @throws BadRequestException when the list of schemas is there and leaves the resource's own out */
    static void schema(ObjectNode resource, String urn) throws BadRequestException {
        var schemas = resource.path("schemas");
        if (!schemas.isMissingNode() && StreamSupport.stream(schemas.spliterator(), false).noneMatch(schema -> schema.asText().equalsIgnoreCase(urn))) {
            throw BadRequestException.invalidValue("schemas: " + urn + " is missing");
        }
    }

    /** The provisioner's own id; null when there is none. */
    static @Nullable String externalId(ObjectNode resource) throws BadRequestException {
        var value = resource.path("externalId");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || !Caller.isName(value.textValue())) {
            throw BadRequestException.invalidValue("externalId: is no text of 1 to " + Caller.LONGEST_NAME + " visible characters");
        }
        return value.textValue();
    }

    /** A truth value; some provisioners write it as text. */
    static boolean truth(JsonNode value, String attribute) throws BadRequestException {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return switch (value.asText().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw BadRequestException.invalidValue(attribute + ": is neither true nor false");
        };
    }

    /** A clearance; some provisioners write it as text. Null when there is none. */
    static @Nullable Integer clearance(JsonNode value) throws BadRequestException {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        var digits = value.isIntegralNumber() || value.isTextual() ? value.asText() : "";
        if (!digits.matches("\\d{1,9}")) {
            throw BadRequestException.invalidValue("clearance: is no whole number from 0 to 999999999");
        }
        return Integer.valueOf(digits);
    }

    /** A filter, a path or a list of names, which are read by going down into them. */
    static String bounded(String expression, String what) throws BadRequestException {
        if (expression.length() > LONGEST_EXPRESSION) {
            throw BadRequestException.invalidFilter(what + ": has " + expression.length() + " characters, more than " + LONGEST_EXPRESSION);
        }
        return expression;
    }

    /** What nobody here needs, to be given back as it came. */
    static String rest(ObjectNode resource, String... known) throws BadRequestException {
        var rest = resource.deepCopy();
        for (var attribute : known) {
            rest.remove(attribute);
        }
        var text = ScimJson.text(rest);
        if (text.length() > LARGEST_REST) {
            throw BadRequestException.invalidValue("the attributes that are only kept have " + text.length() + " characters, more than " + LARGEST_REST);
        }
        return text;
    }

    /** An id that we gave; empty when it can be none of ours. */
    static Optional<UUID> id(String text) {
        try {
            var id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
