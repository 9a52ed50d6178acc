package dev.surety.evaluation.slo;

import dev.surety.burn.Objective;
import dev.surety.burn.Reading;
import dev.surety.burn.Standing;
import dev.surety.contract.BurnState;
import dev.surety.contract.Contract;
import dev.surety.event.BurnStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all budgets: reads what is booked, works out how objectives stand, keeps that, and says it. One replica at a time does, the one whose session holds
 * an advisory lock of PostgreSQL; it looks on that very session, so who has lost the lock can't write. When its process dies, the session ends and the
 * next replica that tries has the lock. Not thread-safe.
 */
final class Rounds implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Rounds.class);
    private static final String KEY = "hashtextextended('surety.slo.ledger.' || current_schema(), 0)";
    private static final Duration BETWEEN_FORGETTING = Duration.ofMinutes(10);
    /** Hours are kept for longer than they are summed: a contract with a longer window finds something. */
    private static final Duration LONGER_HOURS = Duration.ofDays(1);

    private final LedgerDatabase database;
    private final LedgerConfig config;
    private final Clock clock;
    private @Nullable Connection leading;
    private Instant nextForgetting = Instant.MIN;

    Rounds(LedgerDatabase database, LedgerConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /**
     * One look at all objectives of the contract.
     *
     * @return how they stand, the answer first; empty when another replica looks at them
     * @throws SQLException when the database is away; what was known stays as it is
     */
    Optional<List<Seen>> look(Contract contract) throws SQLException {
        if (leading == null && !lead()) {
            return Optional.empty();
        }
        try {
            var seen = LedgerDatabase.inTransaction(leading, connection -> look(connection, contract));
            seen.forEach(Rounds::log);
            return Optional.of(seen);
        } catch (SQLException | BookedCounts.Unreadable failure) {
            close();
            throw failure;
        }
    }

    /**
     * An objective, as one look saw it.
     *
     * @param before its state before
     */
    record Seen(BurnStatus status, BurnState before) {}

    /** Gives the lock back, if it has it. */
    @Override
    public void close() {
        var connection = leading;
        leading = null;
        if (connection != null) {
            release(connection);
        }
    }

    private boolean lead() throws SQLException {
        var connection = database.connection();
        try {
            connection.setAutoCommit(true);
            if (isTrue(connection, "SELECT pg_try_advisory_lock(" + KEY + ")")) {
                leading = connection;
                LOG.info("this replica looks at the error budgets from now on");
                return true;
            }
            return false;
        } finally {
            if (leading == null) {
                connection.close();
            }
        }
    }

    private List<Seen> look(Connection connection, Contract contract) throws SQLException {
        // PostgreSQL keeps microseconds; what is said and what is read back must be equal.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var keptSince = now.minus(config.keep(contract));
        var counts = new BookedCounts(connection, keptSince);
        var standings = Standings.read(connection);
        var seen = new ArrayList<Seen>();
        for (var objective : Objective.of(contract)) {
            var reading = Reading.of(contract, objective, counts, now);
            var before = Optional.ofNullable(standings.get(objective.name()));
            var after = kept(connection, before, reading, contract, now);
            if (!before.equals(Optional.of(after))) {
                Standings.write(connection, objective.name(), after);
            }
            seen.add(new Seen(status(reading, after, now), before.map(kept -> kept.standing().state()).orElse(BurnState.STEADY)));
        }
        Standings.noteLook(connection, now);
        forget(connection, contract, keptSince, now);
        return seen;
    }

    private static Standings.Kept kept(Connection connection, Optional<Standings.Kept> before, Reading reading, Contract contract, Instant now)
            throws SQLException {
        var standing = before.map(Standings.Kept::standing).orElseGet(() -> Standing.fresh(now)).next(reading, now, contract.errorBudget().recovery());
        var isNews = before.isEmpty() || before.get().standing().state() != standing.state();
        return new Standings.Kept(standing, isNews ? Standings.nextRevision(connection) : before.get().revision());
    }

    private static BurnStatus status(Reading reading, Standings.Kept kept, Instant now) {
        var standing = kept.standing();
        return new BurnStatus(
                reading.objective().name(),
                standing.state(),
                standing.since(),
                standing.reason(),
                reading.budgetLeft(),
                reading.burns().stream()
                        .map(burn -> new BurnStatus.Burn(
                                burn.window().shorter().toMillis(),
                                burn.window().longer().toMillis(),
                                burn.shorter(),
                                burn.longer(),
                                burn.window().burnRate().times()))
                        .toList(),
                kept.revision(),
                now);
    }

    private void forget(Connection connection, Contract contract, Instant keptSince, Instant now) throws SQLException {
        if (!now.isBefore(nextForgetting)) {
            Bookings.forget(connection, keptSince, now.minus(contract.objectives().window()).minus(LONGER_HOURS));
            nextForgetting = now.plus(BETWEEN_FORGETTING);
        }
    }

    private static void log(Seen seen) {
        var status = seen.status();
        if (status.state().compareTo(seen.before()) > 0) {
            LOG.warnf("error budget does worse objective=%s state=%s reason=%s", status.objective(), status.state().label(), status.reason());
        } else if (status.state() != seen.before()) {
            LOG.infof("error budget does better objective=%s state=%s reason=%s", status.objective(), status.state().label(), status.reason());
        }
    }

    /** A connection that still held the lock would keep it in the pool, where nobody looks for it. */
    private static void release(Connection connection) {
        try (connection) {
            connection.setAutoCommit(true);
            if (!isTrue(connection, "SELECT pg_advisory_unlock(" + KEY + ")")) {
                LOG.warn("the lock of the error budgets was lost before it was given back");
            }
        } catch (SQLException broken) {
            abort(connection);
        }
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException gone) {
            LOG.debugf("the session that held the lock of the error budgets is gone cause=%s", gone.toString());
        }
    }

    private static boolean isTrue(Connection connection, String question) throws SQLException {
        try (var select = connection.prepareStatement(question); var rows = select.executeQuery()) {
            return rows.next() && rows.getBoolean(1);
        }
    }
}
