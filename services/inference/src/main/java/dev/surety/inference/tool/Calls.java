package dev.surety.inference.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.contract.Contract;
import dev.surety.event.CloudEvent;
import dev.surety.event.ToolCallRecord;
import dev.surety.event.Topics;
import dev.surety.grant.Grant;
import dev.surety.inference.record.Outbox;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Calls under way, what came of them, and how many there were, in the database; each change with its record, in one transaction. Blocking. */
@ApplicationScoped
@RegisterForReflection(targets = ToolCallRecord.class)
class Calls {

    private static final String FIRST =
            """
            INSERT INTO tool_call (id, tool, tenant, caller, actor, request_id, idempotency_key, arguments_sha256, policy_version, state, confirm_until, settled_by, unsettled)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, budget_now() + ? * interval '1 millisecond', budget_now() + ? * interval '1 millisecond', ?)
                ON CONFLICT DO NOTHING
            RETURNING confirm_until
            """;
    private static final String COUNT_REQUEST =
            """
            INSERT INTO tool_request AS t (tool, tenant, caller, request_id, day, calls) VALUES (?, ?, ?, ?, (budget_now() AT TIME ZONE 'UTC')::date, 1)
                ON CONFLICT (tool, tenant, caller, request_id) DO UPDATE SET calls = t.calls + 1 WHERE t.calls < ?
            """;
    private static final String COUNT_DAY =
            """
            INSERT INTO tool_day AS t (tool, tenant, caller, day, calls) VALUES (?, ?, ?, (budget_now() AT TIME ZONE 'UTC')::date, 1)
                ON CONFLICT (tool, tenant, caller, day) DO UPDATE SET calls = t.calls + 1 WHERE t.calls < ?
            """;
    private static final String LEFT =
            "SELECT ceil(extract(epoch FROM (((budget_now() AT TIME ZONE 'UTC')::date + 1)::timestamp AT TIME ZONE 'UTC') - budget_now()))::bigint";
    private static final String KNOWN =
            """
            SELECT id, state, arguments_sha256, policy_version, confirm_until, confirm_until <= budget_now() AS expired, result, cost_usd, problem, detail
              FROM tool_call WHERE tenant = ? AND caller = ? AND tool = ?
            """;
    private static final String BY_KEY = KNOWN + " AND actor = ? AND idempotency_key = ?";
    private static final String BY_ID = KNOWN + " AND id = ?";
    private static final String CONFIRM =
            """
            UPDATE tool_call
               SET state = 'calling', settled_by = budget_now() + ? * interval '1 millisecond', unsettled = ?
             WHERE id = ? AND tool = ? AND tenant = ? AND caller = ? AND state = 'to-confirm' AND confirm_until > budget_now()
               AND arguments_sha256 = ? AND policy_version = ?
            """;
    private static final String SETTLE =
            """
            UPDATE tool_call
               SET state = ?, result = ?, cost_usd = ?, problem = ?, detail = ?, unsettled = NULL
             WHERE id = ? AND state IN ('calling', 'unknown')
            """;
    private static final String UNSETTLED =
            """
            UPDATE tool_call c
               SET state = 'unknown', unsettled = NULL
              FROM (SELECT id, unsettled FROM tool_call WHERE state = 'calling' AND settled_by <= budget_now() ORDER BY settled_by LIMIT 100 FOR UPDATE SKIP LOCKED) late
             WHERE c.id = late.id
            RETURNING late.unsettled
            """;
    private static final List<String> FORGET = List.of(
            "DELETE FROM tool_call WHERE created_at <= budget_now() - ? * interval '1 millisecond' AND state <> 'calling'",
            "DELETE FROM tool_request WHERE day < ((budget_now() - ? * interval '1 millisecond') AT TIME ZONE 'UTC')::date",
            "DELETE FROM tool_day WHERE day < ((budget_now() - ? * interval '1 millisecond') AT TIME ZONE 'UTC')::date");
    private static final String CALLING = "calling";
    private static final String WAITS = "to-confirm";

    private final DataSource database;
    private final Outbox outbox;
    private final ObjectMapper json;
    private final ToolConfig config;

    Calls(DataSource database, Outbox outbox, ObjectMapper json, ToolConfig config) {
        this.database = database;
        this.outbox = outbox;
        this.json = json;
        this.config = config;
    }

    /**
     * A call that may be about to be made.
     *
     * @param key  that the caller repeats it with, if it sent one
     * @param waits the record that says that it waits for the person; null when it does not
     * @param late what is recorded when nobody ever settles it
     */
    record Call(UUID id, Contract.Tool tool, Grant grant, UUID requestId, @Nullable String key, String sha256, String version, @Nullable ToolCallRecord waits, ToolCallRecord late) {

        String caller() {
            return Calls.caller(grant);
        }

        @Override
        public String toString() {
            return "Call[" + id + "]";
        }
    }

    /** Whose calls are counted together: a person's, whoever acts for them, or a service's own. */
    static String caller(Grant grant) {
        return (grant.isService() ? "service:" : "user:") + grant.subject();
    }

    /** Counts a call and puts its row, or tells why not; nothing is counted then. */
    Begun begin(Call call) throws SQLException {
        return transaction(connection -> {
            var first = first(connection, call);
            if (first == null) {
                connection.rollback();
                return byKey(connection, call);
            }
            if (!counted(connection, COUNT_REQUEST, call, call.requestId(), call.tool().perRequest())) {
                return limited(connection, false);
            }
            if (!counted(connection, COUNT_DAY, call, null, call.tool().perDay())) {
                return limited(connection, true);
            }
            if (call.waits() != null) {
                put(connection, call.waits());
            }
            return first;
        });
    }

    private Begun.@Nullable Now first(Connection connection, Call call) throws SQLException {
        try (var statement = connection.prepareStatement(FIRST)) {
            var set = new Parameters(statement);
            set.next(call.id()).next(call.tool().tool()).next(call.grant().tenant()).next(call.caller()).next(call.grant().actingService().orElse(""));
            set.next(call.requestId()).next(call.key()).next(call.sha256()).next(call.version());
            if (call.waits() == null) {
                set.next(CALLING).next((Long) null).next(settledBy(call.tool())).next(text(call.late()));
            } else {
                set.next(WAITS).next(config.confirmation().toMillis()).next((Long) null).next((String) null);
            }
            try (var row = statement.executeQuery()) {
                return row.next() ? new Begun.Now(instant(row, "confirm_until")) : null;
            }
        }
    }

    private long settledBy(Contract.Tool tool) {
        return tool.timeout().plus(config.grace()).toMillis();
    }

    private static boolean counted(Connection connection, String sql, Call call, @Nullable UUID requestId, int most) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            var set = new Parameters(statement).next(call.tool().tool()).next(call.grant().tenant()).next(call.caller());
            if (requestId != null) {
                set.next(requestId);
            }
            set.next(most);
            return statement.executeUpdate() == 1;
        }
    }

    private static Begun limited(Connection connection, boolean perDay) throws SQLException {
        connection.rollback();
        try (var statement = connection.prepareStatement(LEFT);
                var row = statement.executeQuery()) {
            row.next();
            return new Begun.Limited(perDay, Duration.ofSeconds(row.getLong(1)));
        }
    }

    private static Begun byKey(Connection connection, Call call) throws SQLException {
        try (var statement = connection.prepareStatement(BY_KEY)) {
            new Parameters(statement).next(call.grant().tenant()).next(call.caller()).next(call.tool().tool()).next(call.grant().actingService().orElse("")).next(call.key());
            return known(statement, call.sha256(), call.version());
        }
    }

    private static Begun known(PreparedStatement statement, String sha256, String version) throws SQLException {
        try (var row = statement.executeQuery()) {
            return row.next()
                    ? new Begun.Before(
                            row.getObject("id", UUID.class), row.getString("state"), row.getString("arguments_sha256").equals(sha256),
                            row.getString("policy_version").equals(version), instant(row, "confirm_until"), row.getBoolean("expired"), row.getString("result"),
                            row.getBigDecimal("cost_usd"), row.getString("problem"), row.getString("detail"))
                    : new Begun.Absent();
        }
    }

    /** Takes the right to make a call that waits for its person, once; or tells why not. */
    Begun confirm(Call call) throws SQLException {
        return transaction(connection -> {
            try (var statement = connection.prepareStatement(CONFIRM)) {
                new Parameters(statement).next(settledBy(call.tool())).next(text(call.late())).next(call.id()).next(call.tool().tool())
                        .next(call.grant().tenant()).next(call.caller()).next(call.sha256()).next(call.version());
                if (statement.executeUpdate() == 1) {
                    return new Begun.Now(null);
                }
            }
            try (var statement = connection.prepareStatement(BY_ID)) {
                new Parameters(statement).next(call.grant().tenant()).next(call.caller()).next(call.tool().tool()).next(call.id());
                return known(statement, call.sha256(), call.version());
            }
        });
    }

    /**
     * Writes down what came of a call, with its record.
     *
     * @param state  {@code done}, {@code failed} or {@code unknown}
     * @param result that the caller gets, as JSON; null unless it is done
     */
    void settle(ToolCallRecord record, String state, @Nullable String result, @Nullable String detail) throws SQLException {
        transaction(connection -> {
            try (var statement = connection.prepareStatement(SETTLE)) {
                new Parameters(statement).next(state).next(result).next(record.costUsd().usd()).next(record.problem()).next(detail).next(record.callId());
                statement.executeUpdate();
            }
            put(connection, record);
            return null;
        });
        outbox.wake();
    }

    /** Puts a record away that goes with no row. */
    void record(ToolCallRecord record) throws SQLException {
        transaction(connection -> {
            put(connection, record);
            return null;
        });
        outbox.wake();
    }

    /** Calls that nobody settled in time become unknown, and are recorded as that. */
    int giveUp() throws SQLException {
        var late = transaction(connection -> {
            var records = new ArrayList<ToolCallRecord>();
            try (var statement = connection.prepareStatement(UNSETTLED);
                    var rows = statement.executeQuery()) {
                while (rows.next()) {
                    records.add(record(rows.getString("unsettled")));
                }
            }
            for (var record : records) {
                put(connection, record);
            }
            return records;
        });
        outbox.wake();
        return late.size();
    }

    /** Forgets what need not be known any more. */
    void forget() throws SQLException {
        var remembered = config.remembered().toMillis();
        transaction(connection -> {
            for (var sql : FORGET) {
                try (var statement = connection.prepareStatement(sql)) {
                    new Parameters(statement).next(remembered);
                    statement.executeUpdate();
                }
            }
            return null;
        });
    }

    private void put(Connection connection, ToolCallRecord record) throws SQLException {
        var requestId = record.requestId().toString();
        outbox.put(connection, Topics.TOOL_CALLS, requestId, CloudEvent.of(UUID.randomUUID().toString(), Outbox.SOURCE, ToolCallRecord.TYPE, requestId, record.at(), record));
    }

    private String text(ToolCallRecord record) {
        try {
            return json.writeValueAsString(record);
        } catch (JsonProcessingException ourOwn) {
            throw new IllegalStateException("a record of ours can always be written", ourOwn);
        }
    }

    private ToolCallRecord record(String text) {
        try {
            return json.readValue(text, ToolCallRecord.class);
        } catch (JsonProcessingException ourOwn) {
            throw new IllegalStateException("a record of ours can always be read", ourOwn);
        }
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, java.time.OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** What is done in a transaction. */
    private interface Work<T extends @Nullable Object> {

        T with(Connection connection) throws SQLException;
    }

    private <T extends @Nullable Object> T transaction(Work<T> work) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(config.timeout().toMillis()));
            connection.setAutoCommit(false);
            try {
                var done = work.with(connection);
                connection.commit();
                connection.setAutoCommit(true);
                connection.setNetworkTimeout(Runnable::run, 0);
                return done;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            }
        }
    }

    /** Parameters of a statement, one after the other. */
    private static final class Parameters {

        private final PreparedStatement statement;
        private int place;

        Parameters(PreparedStatement statement) {
            this.statement = statement;
        }

        Parameters next(@Nullable Object value) throws SQLException {
            statement.setObject(++place, value);
            return this;
        }

        Parameters next(@Nullable Long value) throws SQLException {
            if (value == null) {
                statement.setNull(++place, java.sql.Types.BIGINT);
            } else {
                statement.setLong(++place, value);
            }
            return this;
        }

        Parameters next(@Nullable String value) throws SQLException {
            statement.setString(++place, value);
            return this;
        }
    }
}
