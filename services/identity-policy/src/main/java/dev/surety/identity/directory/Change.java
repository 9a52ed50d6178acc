package dev.surety.identity.directory;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A change of one tenant's directory under way: nobody else changes it, and it happens as a whole or not at all. Remembers whose entitlements it changes.
 * Blocking; for one thread.
 */
public final class Change {

    /** Members of one group, at most. */
    public static final int MOST_MEMBERS = 250_000;

    private static final String DIRECTLY_IN = "SELECT p.name FROM person_in_group m JOIN person p ON p.id = m.person_id WHERE m.group_id = ? LIMIT ?";
    private static final String NESTED = "SELECT EXISTS (SELECT 1 FROM group_in_group WHERE group_id = ? OR member_id = ?)";
    private static final String NESTINGS =
            """
            SELECT m.group_id, o.name AS group_name, m.member_id, i.name AS member_name
              FROM group_in_group m JOIN people_group o ON o.id = m.group_id JOIN people_group i ON i.id = m.member_id WHERE o.tenant = ?
            """;

    private final String tenant;
    private final Instant now;
    private final Sql sql;
    private final Affected affected = new Affected();

    Change(String tenant, Instant now, Sql sql) {
        this.tenant = tenant;
        this.now = now;
        this.sql = sql;
    }

    /** When it happens. */
    public Instant now() {
        return now;
    }

    Affected affected() {
        return affected;
    }

    public Optional<Person> person(UUID id) throws SQLException {
        return sql.query("SELECT * FROM person WHERE tenant = ? AND id = ?", Sql::person, tenant, id).stream().findFirst();
    }

    /** @throws RefusedChange when the name is taken */
    public void add(Person person) throws SQLException {
        var folded = Names.folded(person.name());
        var added = sql.update(
                """
                INSERT INTO person (id, tenant, name, folded_name, external_id, active, clearance, more, created_at, changed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?::integer, ?, ?, ?) ON CONFLICT (tenant, folded_name) DO NOTHING
                """,
                person.id(), tenant, person.name(), folded, person.externalId(), person.active(), person.clearance(), person.more(), person.createdAt(),
                person.changedAt());
        if (added == 0) {
            throw taken("userName");
        }
        sql.update("DELETE FROM departed WHERE tenant = ? AND folded_name = ?", tenant, folded);
        affected.person(person.name());
    }

    /** @throws RefusedChange when the name is taken, or nobody has the id */
    public void put(Person person) throws SQLException {
        var before = person(person.id()).orElseThrow(() -> gone("person"));
        var folded = Names.folded(person.name());
        if (!folded.equals(Names.folded(before.name()))) {
            if (!sql.query("SELECT id FROM person WHERE tenant = ? AND folded_name = ?", Sql::id, tenant, folded).isEmpty()) {
                throw taken("userName");
            }
            depart(before.name());
            sql.update("DELETE FROM departed WHERE tenant = ? AND folded_name = ?", tenant, folded);
        }
        sql.update(
                """
                UPDATE person SET name = ?, folded_name = ?, external_id = ?, active = ?, clearance = ?::integer, more = ?, changed_at = ?
                 WHERE tenant = ? AND id = ?
                """,
                person.name(), folded, person.externalId(), person.active(), person.clearance(), person.more(), person.changedAt(), tenant, person.id());
        if (person.differsInRights(before)) {
            affected.person(before.name());
            affected.person(person.name());
        }
    }

    /** @throws RefusedChange when nobody has the id */
    public void removePerson(UUID id) throws SQLException {
        var before = person(id).orElseThrow(() -> gone("person"));
        sql.update("DELETE FROM person WHERE tenant = ? AND id = ?", tenant, id);
        depart(before.name());
        affected.person(before.name());
    }

    public Optional<Group> group(UUID id) throws SQLException {
        return sql.query("SELECT * FROM people_group WHERE tenant = ? AND id = ?", Sql::group, tenant, id).stream().findFirst();
    }

    /** A group without members. @throws RefusedChange when the name is taken */
    public void add(Group group) throws SQLException {
        var added = sql.update(
                """
                INSERT INTO people_group (id, tenant, name, folded_name, external_id, more, created_at, changed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant, folded_name) DO NOTHING
                """,
                group.id(), tenant, group.name(), Names.folded(group.name()), group.externalId(), group.more(), group.createdAt(), group.changedAt());
        if (added == 0) {
            throw taken("displayName");
        }
    }

    /** Everything of a group but its members. @throws RefusedChange when the name is taken, or no group has the id */
    public void put(Group group) throws SQLException {
        var before = group(group.id()).orElseThrow(() -> gone("group"));
        var others = sql.query(
                "SELECT id FROM people_group WHERE tenant = ? AND folded_name = ? AND id <> ?", Sql::id, tenant, Names.folded(group.name()), group.id());
        if (!others.isEmpty()) {
            throw taken("displayName");
        }
        sql.update(
                "UPDATE people_group SET name = ?, folded_name = ?, external_id = ?, more = ?, changed_at = ? WHERE tenant = ? AND id = ?",
                group.name(), Names.folded(group.name()), group.externalId(), group.more(), group.changedAt(), tenant, group.id());
        if (!group.name().equals(before.name())) {
            affectAllIn(group.id());
            requireTree("displayName");
        }
    }

    /** @throws RefusedChange when no group has the id */
    public void removeGroup(UUID id) throws SQLException {
        group(id).orElseThrow(() -> gone("group"));
        affectAllIn(id);
        sql.update("DELETE FROM people_group WHERE tenant = ? AND id = ?", tenant, id);
    }

    /**
     * Puts people and groups into a group; those that are in it already stay.
     *
     * @throws RefusedChange when the tenant holds no such member, when a group would be inside itself, or when they get too many or too deep
     */
    public void addMembers(UUID group, Collection<UUID> members) throws SQLException {
        var people = ids("SELECT p.id FROM person p JOIN unnest(?::uuid[]) u (id) ON u.id = p.id WHERE p.tenant = ?", members);
        var groups = ids("SELECT g.id FROM people_group g JOIN unnest(?::uuid[]) u (id) ON u.id = g.id WHERE g.tenant = ?", members);
        members.stream().filter(id -> !people.contains(id) && !groups.contains(id)).findFirst().ifPresent(nobody -> {
            throw new RefusedChange(RefusedChange.Reason.NO_SUCH_MEMBERSHIP, "members: there is neither a user nor a group " + nobody);
        });
        affectNamed(
                """
                WITH fresh AS (
                    INSERT INTO person_in_group (group_id, person_id) SELECT ?, u.id FROM unnest(?::uuid[]) u (id) ON CONFLICT DO NOTHING RETURNING person_id)
                SELECT p.name FROM fresh f JOIN person p ON p.id = f.person_id
                """,
                group, people);
        nest(group, groups);
        var size = sql.query("SELECT count(*) FROM person_in_group WHERE group_id = ?", row -> row.getLong(1), group).getFirst();
        if (size > MOST_MEMBERS) {
            throw new RefusedChange(RefusedChange.Reason.NO_SUCH_MEMBERSHIP, "members: more than " + MOST_MEMBERS + " people in one group; nest groups instead");
        }
    }

    /** Takes people and groups out of a group; those that are not in it are left alone. */
    public void removeMembers(UUID group, Collection<UUID> members) throws SQLException {
        affectNamed(
                """
                WITH gone AS (
                    DELETE FROM person_in_group m USING unnest(?::uuid[]) u (id) WHERE m.group_id = ? AND m.person_id = u.id RETURNING m.person_id)
                SELECT p.name FROM gone g JOIN person p ON p.id = g.person_id
                """,
                members, group);
        affectUnnested(sql.update("DELETE FROM group_in_group m USING unnest(?::uuid[]) u (id) WHERE m.group_id = ? AND m.member_id = u.id", members, group));
    }

    /** Leaves a group with these members and no others. @throws RefusedChange as {@link #addMembers} */
    public void replaceMembers(UUID group, Collection<UUID> members) throws SQLException {
        affectNamed(
                """
                WITH gone AS (
                    DELETE FROM person_in_group m WHERE m.group_id = ? AND NOT EXISTS (SELECT 1 FROM unnest(?::uuid[]) u (id) WHERE u.id = m.person_id)
                    RETURNING m.person_id)
                SELECT p.name FROM gone g JOIN person p ON p.id = g.person_id
                """,
                group, members);
        affectUnnested(sql.update(
                "DELETE FROM group_in_group m WHERE m.group_id = ? AND NOT EXISTS (SELECT 1 FROM unnest(?::uuid[]) u (id) WHERE u.id = m.member_id)",
                group, members));
        addMembers(group, members);
    }

    private void nest(UUID group, Set<UUID> members) throws SQLException {
        if (members.isEmpty()) {
            return;
        }
        if (members.contains(group)) {
            throw circle("members");
        }
        var fresh = sql.update(
                "INSERT INTO group_in_group (group_id, member_id) SELECT ?, u.id FROM unnest(?::uuid[]) u (id) ON CONFLICT DO NOTHING", group, members);
        if (fresh > 0) {
            requireTree("members");
            affected.everybody();
        }
    }

    /** @throws RefusedChange when a group is inside itself, or too deep inside others */
    private void requireTree(String attribute) throws SQLException {
        var nesting = nesting();
        var depth = nesting.depth(nesting.around().keySet());
        if (depth == Integer.MAX_VALUE) {
            throw circle(attribute);
        }
        if (depth > Nesting.DEEPEST) {
            throw new RefusedChange(
                    RefusedChange.Reason.NO_SUCH_MEMBERSHIP, attribute + ": groups would be nested more than " + Nesting.DEEPEST + " deep, paths counted");
        }
    }

    private Nesting nesting() throws SQLException {
        return Nesting.of(sql.query(
                NESTINGS,
                row -> new Nesting.Membership(
                        row.getObject("member_id", UUID.class), row.getString("member_name"), row.getObject("group_id", UUID.class), row.getString("group_name")),
                tenant));
    }

    private Set<UUID> ids(String query, Collection<UUID> among) throws SQLException {
        return new HashSet<>(sql.query(query, Sql::id, among, tenant));
    }

    private void affectNamed(String statement, Object... parameters) throws SQLException {
        for (var name : sql.query(statement, row -> row.getString("name"), parameters)) {
            affected.person(name);
        }
    }

    /** What lies in what has changed, for people too whom the directory knows from tokens only, and by paths: nobody can name them all. */
    private void affectUnnested(int nestings) {
        if (nestings > 0) {
            affected.everybody();
        }
    }

    /** A group changes as a whole. */
    private void affectAllIn(UUID group) throws SQLException {
        if (sql.query(NESTED, row -> row.getBoolean(1), group, group).getFirst()) {
            affected.everybody();
            return;
        }
        var names = sql.query(DIRECTLY_IN, row -> row.getString("name"), group, affected.room() + 1);
        if (names.size() > affected.room()) {
            affected.everybody();
        } else {
            names.forEach(affected::person);
        }
    }

    private void depart(String name) throws SQLException {
        sql.update("INSERT INTO departed (tenant, folded_name, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", tenant, Names.folded(name), now);
    }

    private static RefusedChange taken(String attribute) {
        return new RefusedChange(
                RefusedChange.Reason.NAME_TAKEN, attribute + ": another has this name, or one that differs only in case, width or composition of letters");
    }

    private static RefusedChange gone(String what) {
        return new RefusedChange(RefusedChange.Reason.GONE, "there is no such " + what);
    }

    private static RefusedChange circle(String attribute) {
        return new RefusedChange(RefusedChange.Reason.NO_SUCH_MEMBERSHIP, attribute + ": a group would be inside itself, by membership or by path");
    }
}
