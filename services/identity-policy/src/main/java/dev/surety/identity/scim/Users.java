package dev.surety.identity.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.exceptions.BadRequestException;
import dev.surety.identity.caller.Caller;
import dev.surety.identity.directory.Person;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/** People as SCIM users, there and back. */
final class Users {

    static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User";
    static final String PATH = "scim/v2/Users";

    private Users() {}

    /** @throws BadRequestException {@code invalidValue}, when an attribute that we need is missing or wrong */
    static Person person(UUID id, ObjectNode user, Instant createdAt, Instant changedAt) throws BadRequestException {
        Written.schema(user, SCHEMA);
        var name = user.path("userName");
        if (!name.isTextual() || !Caller.isName(name.textValue())) {
            throw BadRequestException.invalidValue("userName: is no name: write 1 to " + Caller.LONGEST_NAME
                    + " visible characters, without blanks at the ends, control characters or characters of no width");
        }
        var active = user.path("active");
        return new Person(
                id,
                name.textValue(),
                Written.externalId(user),
                active.isMissingNode() || active.isNull() || Written.truth(active, "active"),
                Written.clearance(user.path(SuretyUser.SCHEMA).path("clearance")),
                Written.rest(user, "schemas", "id", "meta", "groups", "password", "userName", "externalId", "active", SuretyUser.SCHEMA),
                createdAt,
                changedAt);
    }

    static ObjectNode document(Person person, URI base) {
        var user = ScimJson.empty();
        var schemas = user.putArray("schemas").add(SCHEMA);
        user.put("id", person.id().toString());
        if (person.externalId() != null) {
            user.put("externalId", person.externalId());
        }
        user.put("userName", person.name());
        user.put("active", person.active());
        var rest = ScimJson.stored(person.more());
        user.setAll(rest);
        rest.fieldNames().forEachRemaining(attribute -> {
            if (attribute.startsWith("urn:")) {
                schemas.add(attribute);
            }
        });
        if (person.clearance() != null) {
            schemas.add(SuretyUser.SCHEMA);
            user.putObject(SuretyUser.SCHEMA).put("clearance", person.clearance());
        }
        Meta.put(user, "User", person.createdAt(), person.changedAt(), base.resolve(PATH + "/" + person.id()));
        return user;
    }
}
