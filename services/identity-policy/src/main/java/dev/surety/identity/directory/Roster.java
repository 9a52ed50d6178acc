package dev.surety.identity.directory;

import dev.surety.api.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The directory's people and groups, as they are read and changed by whoever keeps it. Everything is about one tenant. Blocking. */
@ApplicationScoped
public class Roster {

    private static final int ROWS_AT_A_TIME = 500;
    private static final String RAISE = "UPDATE tenant SET epoch = epoch + 1 WHERE tenant = ? RETURNING epoch";
    private static final String MEMBERS =
            """
            SELECT p.id, p.name, true AS person FROM person_in_group m JOIN person p ON p.id = m.person_id WHERE m.group_id = ?
             UNION ALL
            SELECT g.id, g.name, false FROM group_in_group m JOIN people_group g ON g.id = m.member_id WHERE m.group_id = ?
             ORDER BY name
            """;

    private final DirectoryDatabase database;
    private final Outbox outbox;
    private final ChangeRelay relay;
    private final Clock clock;

    Roster(DirectoryDatabase database, Outbox outbox, ChangeRelay relay, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.relay = relay;
        this.clock = clock;
    }

    /** What is done inside a change. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T on(Change change) throws SQLException, E;
    }

    /** Looks at one row after the other, and says whether to go on. */
    @FunctionalInterface
    public interface Look<T, E extends Exception> {
        boolean at(T row) throws E;
    }

    /**
     * Changes the tenant's directory. When somebody's entitlements change, the tenant's epoch rises and the event that tells of it is put away in the same
     * transaction. Changes of one tenant wait for each other.
     *
     * @throws RefusedChange    when the directory does not take it
     * @throws ProblemException {@code identity-unavailable}, when the database is away
     */
    public <T, E extends Exception> T change(String tenant, Work<T, E> work) throws E {
        T result = database.inTransaction(connection -> {
            var sql = new Sql(connection);
            sql.update("INSERT INTO tenant (tenant, epoch) VALUES (?, 0) ON CONFLICT DO NOTHING", tenant);
            sql.query("SELECT epoch FROM tenant WHERE tenant = ? FOR UPDATE", row -> row.getLong(1), tenant);
            // PostgreSQL keeps microseconds; what is answered is what is kept.
            var change = new Change(tenant, clock.instant().truncatedTo(ChronoUnit.MICROS), sql);
            var done = work.on(change);
            if (change.affected().anybody()) {
                var epoch = sql.query(RAISE, row -> row.getLong(1), tenant).getFirst();
                outbox.put(sql, tenant, epoch, change.affected().subjects(), change.now());
            }
            return done;
        });
        relay.wake();
        return result;
    }

    public Optional<Person> person(String tenant, UUID id) {
        return database.inTransaction(connection ->
                new Sql(connection).query("SELECT * FROM person WHERE tenant = ? AND id = ?", Sql::person, tenant, id).stream().findFirst());
    }

    public Optional<Group> group(String tenant, UUID id) {
        return database.inTransaction(connection ->
                new Sql(connection).query("SELECT * FROM people_group WHERE tenant = ? AND id = ?", Sql::group, tenant, id).stream().findFirst());
    }

    /** Who and what is in a group, by name. */
    public List<Member> members(UUID group) {
        return database.inTransaction(connection -> new Sql(connection)
                .query(MEMBERS, row -> new Member(Sql.id(row), row.getString("name"), row.getBoolean("person")), group, group));
    }

    /** The tenant's epoch: it rises with every change of what somebody may see, and when somebody comes or goes. 0 when nobody ever wrote to its directory. */
    public long epoch(String tenant) {
        return database.inTransaction(connection ->
                new Sql(connection).query("SELECT epoch FROM tenant WHERE tenant = ?", row -> row.getLong(1), tenant).stream().findFirst().orElse(0L));
    }

    /** How many people there are. */
    public long countPeople(String tenant) {
        return count("person", tenant);
    }

    /** How many groups there are. */
    public long countGroups(String tenant) {
        return count("people_group", tenant);
    }

    /** Shows people by name, from {@code skip} on, until the look says that it is enough. */
    public <E extends Exception> void people(String tenant, Narrowing narrowing, long skip, Look<Person, E> look) throws E {
        look("person", tenant, narrowing, skip, Sql::person, look);
    }

    /** Shows groups by name, from {@code skip} on, until the look says that it is enough. */
    public <E extends Exception> void groups(String tenant, Narrowing narrowing, long skip, Look<Group, E> look) throws E {
        look("people_group", tenant, narrowing, skip, Sql::group, look);
    }

    private long count(String table, String tenant) {
        return database.inTransaction(connection ->
                new Sql(connection).query("SELECT count(*) FROM " + table + " WHERE tenant = ?", row -> row.getLong(1), tenant).getFirst());
    }

    private <T, E extends Exception> void look(String table, String tenant, Narrowing narrowing, long skip, Sql.Row<T> row, Look<T, E> look) throws E {
        database.inTransaction(connection -> {
            var start = "SELECT * FROM " + table + " t WHERE t.tenant = ?";
            var end = " ORDER BY t.folded_name OFFSET ?";
            var sql = new Sql(connection);
            try (var statement = switch (narrowing) {
                        case Narrowing.None _ -> sql.prepared(start + end, tenant, skip);
                        case Narrowing.Named(var name) -> sql.prepared(start + " AND t.folded_name = ?" + end, tenant, Names.folded(name), skip);
                        case Narrowing.External(var id) -> sql.prepared(start + " AND t.external_id = ?" + end, tenant, id, skip);
                        case Narrowing.Id(var id) -> sql.prepared(start + " AND t.id = ?" + end, tenant, id, skip);
                        case Narrowing.Holding(var member) -> sql.prepared(
                                start + " AND (EXISTS (SELECT 1 FROM person_in_group m WHERE m.group_id = t.id AND m.person_id = ?)"
                                        + " OR EXISTS (SELECT 1 FROM group_in_group m WHERE m.group_id = t.id AND m.member_id = ?))" + end,
                                tenant, member, member, skip);
                    }) {
                statement.setFetchSize(ROWS_AT_A_TIME);
                try (var rows = statement.executeQuery()) {
                    while (rows.next() && look.at(row.read(rows))) {}
                }
            }
            return true;
        });
    }
}
