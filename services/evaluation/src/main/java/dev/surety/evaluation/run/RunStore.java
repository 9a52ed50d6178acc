package dev.surety.evaluation.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.evaluation.judge.CaseResult;
import dev.surety.evaluation.judge.Verdict;
import dev.surety.evaluation.suite.Suite;
import dev.surety.event.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs and their results in PostgreSQL. A change of a run and the event that tells of it are one transaction. Blocking. */
@ApplicationScoped
class RunStore {

    private static final String SOURCE = "/surety/evaluation";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final DataSource database;
    private final ObjectMapper json;
    private final Clock clock;

    RunStore(DataSource database, ObjectMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** What is done with a connection inside one transaction. */
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Writes down a run that begins now; empty when the same caller began one with the same key. */
    Optional<EvalRun> begin(Suite suite, String version, String requestedBy, @Nullable String idempotencyKey) {
        var run = new EvalRun(
                UUID.randomUUID(), suite.name(), version, suite.tenant(), suite.cases().size(), suite.thresholds(), now(), new EvalRun.State.Running(), List.of());
        return inTransaction(connection -> {
            try (var insert = connection.prepareStatement("""
                    INSERT INTO eval_run (id, suite, suite_version, tenant, requested_by, idempotency_key, state, cases, thresholds, started_at)
                    VALUES (?, ?, ?, ?, ?, ?, 'running', ?, ?::jsonb, ?)
                    ON CONFLICT (requested_by, idempotency_key) DO NOTHING""")) {
                insert.setObject(1, run.id());
                insert.setString(2, run.suite());
                insert.setString(3, run.suiteVersion());
                insert.setString(4, run.tenant());
                insert.setString(5, requestedBy);
                insert.setString(6, idempotencyKey);
                insert.setInt(7, run.cases());
                insert.setString(8, written(run.thresholds()));
                insert.setObject(9, run.startedAt().atOffset(ZoneOffset.UTC));
                if (insert.executeUpdate() == 0) {
                    return Optional.empty();
                }
            }
            announce(connection, RunEvent.STARTED, run);
            return Optional.of(run);
        });
    }

    /** The run that the same caller asked for with the same key. */
    Optional<EvalRun> askedForBefore(String requestedBy, String idempotencyKey) {
        return inTransaction(connection -> {
            try (var select = connection.prepareStatement("SELECT id FROM eval_run WHERE requested_by = ? AND idempotency_key = ?")) {
                select.setString(1, requestedBy);
                select.setString(2, idempotencyKey);
                try (var rows = select.executeQuery()) {
                    return rows.next() ? read(connection, rows.getObject(1, UUID.class)) : Optional.empty();
                }
            }
        });
    }

    /** Keeps what a case came to. */
    void add(UUID run, int place, CaseResult result) {
        inTransaction(connection -> {
            try (var insert = connection.prepareStatement("""
                    INSERT INTO eval_case_result (run_id, case_id, place, result) VALUES (?, ?, ?, ?::jsonb)
                    ON CONFLICT (run_id, case_id) DO NOTHING""")) {
                insert.setObject(1, run);
                insert.setString(2, result.caseId());
                insert.setInt(3, place);
                insert.setString(4, written(result));
                return insert.executeUpdate();
            }
        });
    }

    /** Ends a run with its verdict; a run that ended already stays as it is. */
    void finish(UUID run, Verdict.Word verdict) {
        end(run, EvalRun.StateWord.FINISHED, verdict.label());
    }

    /** Ends a run without a verdict; a run that ended already stays as it is. */
    void abort(UUID run) {
        end(run, EvalRun.StateWord.ABORTED, null);
    }

    /** Runs that say they are under way. */
    List<UUID> running() {
        return inTransaction(connection -> {
            try (var select = connection.prepareStatement("SELECT id FROM eval_run WHERE state = 'running' ORDER BY started_at");
                    var rows = select.executeQuery()) {
                var ids = new ArrayList<UUID>();
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
                return ids;
            }
        });
    }

    Optional<EvalRun> find(UUID id) {
        return inTransaction(connection -> read(connection, id));
    }

    /**
     * Hands over the oldest event that is still to be sent, and forgets it when {@code send} returns.
     *
     * @return whether there was one
     */
    boolean sendNext(EventSender send) {
        return inTransaction(connection -> {
            try (var select = connection.prepareStatement("SELECT place, run_id, event FROM eval_run_event ORDER BY place LIMIT 1 FOR UPDATE");
                    var rows = select.executeQuery()) {
                if (!rows.next()) {
                    return false;
                }
                send.send(rows.getObject("run_id", UUID.class), rows.getString("event"));
                try (var delete = connection.prepareStatement("DELETE FROM eval_run_event WHERE place = ?")) {
                    delete.setLong(1, rows.getLong("place"));
                    delete.executeUpdate();
                }
                return true;
            }
        });
    }

    /** Returns when Kafka has the event, throws otherwise. */
    interface EventSender {
        void send(UUID run, String event);
    }

    private void end(UUID id, EvalRun.StateWord state, @Nullable String verdict) {
        inTransaction(connection -> {
            try (var update = connection.prepareStatement(
                    "UPDATE eval_run SET state = ?, verdict = ?, finished_at = ? WHERE id = ? AND state = 'running'")) {
                update.setString(1, state.label());
                update.setString(2, verdict);
                update.setObject(3, now().atOffset(ZoneOffset.UTC));
                update.setObject(4, id);
                if (update.executeUpdate() == 1) {
                    announce(connection, RunEvent.FINISHED, read(connection, id).orElseThrow());
                }
                return id;
            }
        });
    }

    private void announce(Connection connection, String type, EvalRun run) throws SQLException {
        var event = CloudEvent.of(run.id() + "/" + EvalRun.StateWord.of(run.state()).label(), SOURCE, type, run.id().toString(), now(), RunEvent.of(run));
        try (var insert = connection.prepareStatement("INSERT INTO eval_run_event (run_id, event) VALUES (?, ?::jsonb)")) {
            insert.setObject(1, run.id());
            insert.setString(2, written(event));
            insert.executeUpdate();
        }
    }

    private Optional<EvalRun> read(Connection connection, UUID id) throws SQLException {
        try (var select = connection.prepareStatement("SELECT * FROM eval_run WHERE id = ?")) {
            select.setObject(1, id);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(run(rows, results(connection, id))) : Optional.empty();
            }
        }
    }

    private List<CaseResult> results(Connection connection, UUID id) throws SQLException {
        try (var select = connection.prepareStatement("SELECT result FROM eval_case_result WHERE run_id = ? ORDER BY place")) {
            select.setObject(1, id);
            try (var rows = select.executeQuery()) {
                var results = new ArrayList<CaseResult>();
                while (rows.next()) {
                    results.add(read(rows.getString(1), CaseResult.class));
                }
                return results;
            }
        }
    }

    private EvalRun run(ResultSet row, List<CaseResult> results) throws SQLException {
        return new EvalRun(
                row.getObject("id", UUID.class),
                row.getString("suite"),
                row.getString("suite_version"),
                row.getString("tenant"),
                row.getInt("cases"),
                read(row.getString("thresholds"), Suite.Thresholds.class),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                state(row),
                results);
    }

    private static EvalRun.State state(ResultSet row) throws SQLException {
        var finishedAt = row.getObject("finished_at", OffsetDateTime.class);
        return switch (EvalRun.StateWord.valueOf(row.getString("state").toUpperCase(Locale.ROOT))) {
            case RUNNING -> new EvalRun.State.Running();
            case FINISHED -> new EvalRun.State.Finished(
                    finishedAt.toInstant(), Verdict.Word.valueOf(row.getString("verdict").toUpperCase(Locale.ROOT)));
            case ABORTED -> new EvalRun.State.Aborted(finishedAt.toInstant());
        };
    }

    /** PostgreSQL keeps microseconds; what is returned and what is read back must be equal. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("our own records are always JSON", impossible);
        }
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("a " + type.getSimpleName() + " that was kept can't be read", foreign);
        }
    }

    private <T> T inTransaction(Work<T> work) {
        try (var connection = connection()) {
            connection.setAutoCommit(false);
            try {
                var result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the database of runs did not do what it was asked for", failure);
        }
    }

    private Connection connection() {
        try {
            return database.getConnection();
        } catch (SQLException down) {
            throw ProblemException.retryable(ProblemType.UNAVAILABLE, "the database of runs does not answer", RETRY_AFTER, down);
        }
    }
}
