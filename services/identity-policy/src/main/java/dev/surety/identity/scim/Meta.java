package dev.surety.identity.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;

/** The attribute {@code meta}. */
final class Meta {

    private Meta() {}

    static void put(ObjectNode resource, String type, Instant createdAt, Instant changedAt, URI location) {
        resource.putObject("meta")
                .put("resourceType", type)
                .put("created", createdAt.toString())
                .put("lastModified", changedAt.toString())
                .put("location", location.toString());
    }
}
