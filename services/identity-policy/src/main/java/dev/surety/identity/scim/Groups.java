package dev.surety.identity.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.exceptions.BadRequestException;
import dev.surety.identity.directory.Group;
import dev.surety.identity.directory.Member;
import dev.surety.identity.directory.Names;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Groups as SCIM groups, there and back. */
final class Groups {

    static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";
    static final String PATH = "scim/v2/Groups";
    static final String MEMBERS = "members";

    private Groups() {}

    /** @throws BadRequestException {@code invalidValue}, when an attribute that we need is missing or wrong */
    static Group group(UUID id, ObjectNode group, Instant createdAt, Instant changedAt) throws BadRequestException {
        Written.schema(group, SCHEMA);
        var name = group.path("displayName");
        if (!name.isTextual() || !Names.isGroup(name.textValue())) {
            throw BadRequestException.invalidValue("displayName: is no path of a group: write up to " + Names.DEEPEST_PATH
                    + " names with a slash between, 200 visible characters together, without a slash at the ends");
        }
        return new Group(
                id, name.textValue(), Written.externalId(group), Written.rest(group, "schemas", "id", "meta", "displayName", "externalId", MEMBERS), createdAt,
                changedAt);
    }

    /**
     * Ids of members.
     *
     * @param members a list of objects with a {@code value} each, or one of them; nothing at all is none
     * @throws BadRequestException {@code invalidValue}, when it is something else
     */
    static Set<UUID> members(JsonNode members) throws BadRequestException {
        var ids = new LinkedHashSet<UUID>();
        if (members.isMissingNode() || members.isNull()) {
            return ids;
        }
        for (var member : members.isObject() ? List.of(members) : members) {
            ids.add(member(member.path("value")));
        }
        if (!members.isArray() && !members.isObject()) {
            throw BadRequestException.invalidValue("members: is no list");
        }
        return ids;
    }

    /** @throws BadRequestException {@code invalidValue}, when it is no id */
    static UUID member(JsonNode value) throws BadRequestException {
        return Written.id(value.asText())
                .orElseThrow(() -> BadRequestException.invalidValue("members: a member has no value that is the id of a user or a group"));
    }

    static ObjectNode document(Group group, URI base) {
        var document = ScimJson.empty();
        document.putArray("schemas").add(SCHEMA);
        document.put("id", group.id().toString());
        if (group.externalId() != null) {
            document.put("externalId", group.externalId());
        }
        document.put("displayName", group.name());
        document.setAll(ScimJson.stored(group.more()));
        Meta.put(document, "Group", group.createdAt(), group.changedAt(), base.resolve(PATH + "/" + group.id()));
        return document;
    }

    static ObjectNode withMembers(ObjectNode document, List<Member> members, URI base) {
        var list = document.putArray(MEMBERS);
        for (var member : members) {
            list.addObject()
                    .put("value", member.id().toString())
                    .put("display", member.name())
                    .put("type", member.person() ? "User" : "Group")
                    .put("$ref", base.resolve((member.person() ? Users.PATH : PATH) + "/" + member.id()).toString());
        }
        return document;
    }
}
