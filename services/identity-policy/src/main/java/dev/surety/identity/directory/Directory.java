package dev.surety.identity.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * Who somebody is, by the directory. The tenant's epoch is read every time; what follows from it is kept as long as the epoch stays, so that a change by any
 * replica holds for the next question to each. Blocking.
 */
@ApplicationScoped
public class Directory {

    private static final int MOST_KEPT = 50_000;
    private static final String EPOCH = "SELECT epoch FROM tenant WHERE tenant = ?";
    private static final String PERSON = "SELECT id, name, active, clearance FROM person WHERE tenant = ? AND folded_name = ?";
    private static final String DEPARTED = "SELECT 1 FROM departed WHERE tenant = ? AND folded_name = ?";
    private static final String OF_PERSON = "g.tenant = ? AND g.id IN (SELECT group_id FROM person_in_group WHERE person_id = ?)";
    private static final String OF_NAMES = "g.tenant = ? AND g.name = ANY (?)";
    // A group lies in those that hold it as a member, and in those whose names are paths around its own.
    private static final String AROUND =
            """
            WITH RECURSIVE around (id, name) AS (
                SELECT g.id, g.name FROM people_group g WHERE %s
                 UNION
                SELECT o.id, o.name FROM around a CROSS JOIN LATERAL (
                    SELECT g.id, g.name FROM group_in_group m JOIN people_group g ON g.id = m.group_id WHERE m.member_id = a.id
                     UNION ALL
                    SELECT g.id, g.name
                      FROM generate_series(1, cardinality(string_to_array(a.name, '/')) - 1) depth
                      JOIN people_group g ON g.tenant = ? AND g.name = array_to_string((string_to_array(a.name, '/'))[1:depth], '/')) o)
            SELECT name FROM around
            """;
    private static final String AROUND_PERSON = AROUND.formatted(OF_PERSON);
    private static final String AROUND_NAMES = AROUND.formatted(OF_NAMES);
    private static final String TENANTS = "SELECT tenant FROM person WHERE folded_name = ? AND tenant = ANY (?)";

    private final DirectoryDatabase database;
    private final Cache<Key, Entry> known = Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    Directory(DirectoryDatabase database) {
        this.database = database;
    }

    /** What it says about somebody of this name; names that fold to the same are one. */
    public Entry entry(String tenant, String name) {
        return entry(tenant, name, Set.of());
    }

    /**
     * What it says about somebody of this name, and about groups that somebody else says the person is in.
     *
     * @param groups paths without a leading slash, those around them included
     */
    public Entry entry(String tenant, String name, Set<String> groups) {
        return database.reading(connection -> {
            // The epoch first: what is read after it may be newer than it, never older.
            var epoch = epoch(connection, tenant);
            var key = new Key(tenant, epoch, Names.folded(name), Set.copyOf(groups));
            var kept = known.getIfPresent(key);
            if (kept != null) {
                return kept;
            }
            var around = groups.isEmpty() ? Set.<String>of() : groups(connection, AROUND_NAMES, tenant, connection.createArrayOf("text", groups.toArray()));
            var read = new Entry(epoch, standing(connection, tenant, key.foldedName()), around);
            known.put(key, read);
            return read;
        });
    }

    /** Those of the given tenants that hold somebody of this name. */
    public List<String> tenantsWith(String name, Collection<String> tenants) {
        return database.reading(connection -> {
            try (var select = connection.prepareStatement(TENANTS)) {
                select.setString(1, Names.folded(name));
                select.setArray(2, connection.createArrayOf("text", tenants.toArray()));
                try (var rows = select.executeQuery()) {
                    var found = new ArrayList<String>();
                    while (rows.next()) {
                        found.add(rows.getString(1));
                    }
                    return found;
                }
            }
        });
    }

    private static long epoch(Connection connection, String tenant) throws SQLException {
        try (var select = connection.prepareStatement(EPOCH)) {
            select.setString(1, tenant);
            try (var rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    private static Standing standing(Connection connection, String tenant, String foldedName) throws SQLException {
        try (var select = connection.prepareStatement(PERSON)) {
            select.setString(1, tenant);
            select.setString(2, foldedName);
            try (var rows = select.executeQuery()) {
                if (rows.next()) {
                    var id = rows.getObject("id", UUID.class);
                    var clearance = rows.getInt("clearance");
                    var said = rows.wasNull() ? OptionalInt.empty() : OptionalInt.of(clearance);
                    return new Standing.Known(id, rows.getString("name"), rows.getBoolean("active"), said, groups(connection, AROUND_PERSON, tenant, id));
                }
            }
        }
        return isDeparted(connection, tenant, foldedName) ? new Standing.Departed() : new Standing.Unknown();
    }

    /** @param start what the groups to start from are found by, beside the tenant */
    private static Set<String> groups(Connection connection, String query, String tenant, Object start) throws SQLException {
        try (var select = connection.prepareStatement(query)) {
            select.setString(1, tenant);
            select.setObject(2, start);
            select.setString(3, tenant);
            try (var rows = select.executeQuery()) {
                var groups = new HashSet<String>();
                while (rows.next()) {
                    groups.add(rows.getString(1));
                }
                return groups;
            }
        }
    }

    private static boolean isDeparted(Connection connection, String tenant, String foldedName) throws SQLException {
        try (var select = connection.prepareStatement(DEPARTED)) {
            select.setString(1, tenant);
            select.setString(2, foldedName);
            try (var rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    private record Key(String tenant, long epoch, String foldedName, Set<String> groups) {}
}
