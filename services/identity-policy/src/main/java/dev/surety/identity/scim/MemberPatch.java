package dev.surety.identity.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.exceptions.BadRequestException;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.filters.FilterType;
import com.unboundid.scim2.common.messages.PatchOpType;
import dev.surety.identity.directory.Change;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;

/** Changes of a group: what is about members happens in the database, without reading the hundred thousand who stay; the rest is the SDK's. */
final class MemberPatch {

    private final Change change;
    private final UUID group;

    MemberPatch(Change change, UUID group) {
        this.change = change;
        this.group = group;
    }

    /** @param document the group without its members; changed by what is not about them */
    void apply(Patch patch, ObjectNode document) throws ScimException, SQLException {
        for (var operation : patch.operations()) {
            if (operation.isAbout(Groups.MEMBERS)) {
                members(operation);
            } else if (operation.path() == null && operation.value() instanceof ObjectNode attributes && attributes.has(Groups.MEMBERS)) {
                var rest = attributes.deepCopy();
                var members = Groups.members(rest.remove(Groups.MEMBERS));
                put(operation.type(), members);
                new Patch.Operation(operation.type(), null, rest).apply(document);
            } else {
                operation.apply(document);
            }
        }
    }

    private void members(Patch.Operation operation) throws ScimException, SQLException {
        var filter = operation.path().getElement(0).getValueFilter();
        if (operation.path().size() > 1 || (filter != null && operation.type() != PatchOpType.REMOVE)) {
            throw BadRequestException.mutability("Operations: a member is put in or taken out, and not changed");
        }
        if (operation.type() != PatchOpType.REMOVE) {
            put(operation.type(), Groups.members(operation.value()));
        } else if (filter != null) {
            change.removeMembers(group, Set.of(named(filter)));
        } else if (operation.value() != null) {
            change.removeMembers(group, Groups.members(operation.value()));
        } else {
            change.replaceMembers(group, Set.of());
        }
    }

    private void put(PatchOpType type, Set<UUID> members) throws SQLException {
        if (type == PatchOpType.REPLACE) {
            change.replaceMembers(group, members);
        } else {
            change.addMembers(group, members);
        }
    }

    private static UUID named(Filter filter) throws BadRequestException {
        if (filter.getFilterType() != FilterType.EQUAL || !filter.getAttributePath().toString().equalsIgnoreCase("value")) {
            throw BadRequestException.invalidFilter("Operations: members are taken out by members[value eq \"…\"]");
        }
        return Groups.member(filter.getComparisonValue());
    }
}
