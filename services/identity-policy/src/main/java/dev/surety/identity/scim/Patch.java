package dev.surety.identity.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.GenericScimResource;
import com.unboundid.scim2.common.Path;
import com.unboundid.scim2.common.exceptions.BadRequestException;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.messages.PatchOpType;
import com.unboundid.scim2.common.messages.PatchOperation;
import com.unboundid.scim2.common.messages.PatchRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The operations of a PATCH, in their order. */
record Patch(List<Operation> operations) {

    private static final int MOST_OPERATIONS = 1_000;

    static {
        // emails[type eq "work"].value is set by provisioners of Entra ID before there is such a value; without this it would be refused.
        PatchOperation.APPEND_NEW_PATCH_VALUES_PROPERTY = true;
    }

    Patch {
        operations = List.copyOf(operations);
    }

    /**
     * One operation.
     *
     * @param path  null: the value is an object of attributes
     * @param value null for one that removes
     */
    record Operation(PatchOpType type, @Nullable Path path, @Nullable JsonNode value) {

        /** Changes the resource. */
        void apply(ObjectNode resource) throws ScimException {
            try {
                new PatchRequest(List.of(PatchOperation.create(type, path, value))).apply(new GenericScimResource(resource));
            } catch (IllegalArgumentException | ClassCastException unfit) {
                throw BadRequestException.invalidValue("Operations: the value does not fit the path");
            }
        }

        /** Whether it is about this attribute and nothing else. */
        boolean isAbout(String attribute) {
            return path != null && path.size() > 0 && path.getSchemaUrn() == null && path.getElement(0).getAttribute().equalsIgnoreCase(attribute);
        }
    }

    /** @throws BadRequestException when it is no patch */
    static Patch of(ObjectNode body) throws BadRequestException {
        var written = body.path("Operations");
        if (!written.isArray() || written.isEmpty() || written.size() > MOST_OPERATIONS) {
            throw BadRequestException.invalidSyntax("Operations: is no list of 1 to " + MOST_OPERATIONS + " operations");
        }
        var operations = new ArrayList<Operation>();
        for (var operation : written) {
            operations.add(operation(operation));
        }
        return new Patch(operations);
    }

    private static Operation operation(JsonNode written) throws BadRequestException {
        var type = switch (written.path("op").asText().toLowerCase(Locale.ROOT)) {
            case "add" -> PatchOpType.ADD;
            case "replace" -> PatchOpType.REPLACE;
            case "remove" -> PatchOpType.REMOVE;
            default -> throw BadRequestException.invalidSyntax("Operations: an op is add, replace or remove");
        };
        var path = written.path("path").isTextual() ? Path.fromString(Written.bounded(written.path("path").textValue(), "path")) : null;
        var value = written.path("value");
        var nothing = value.isMissingNode() || value.isNull();
        if (path == null && (type == PatchOpType.REMOVE || !value.isObject())) {
            throw type == PatchOpType.REMOVE
                    ? BadRequestException.noTarget("Operations: a remove without path names nothing")
                    : BadRequestException.invalidValue("Operations: without path the value is an object of attributes");
        }
        if (type != PatchOpType.REMOVE && nothing) {
            throw BadRequestException.invalidValue("Operations: an add or replace without value says nothing; use remove");
        }
        return new Operation(type, path, nothing ? null : value);
    }
}
