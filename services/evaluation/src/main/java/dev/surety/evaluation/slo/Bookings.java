package dev.surety.evaluation.slo;

import static dev.surety.evaluation.slo.LedgerDatabase.column;

import dev.surety.event.SliceWindow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** Counts in PostgreSQL. A window's counts, their hour and the note that it is booked are one transaction, so it counts once, in whatever order it arrives. */
@ApplicationScoped
class Bookings {

    /** A note of a booking outlives the time in which the window would be taken again, for all replicas with their different clocks. */
    private static final Duration LONGER_SEEN = Duration.ofHours(2);

    private final LedgerDatabase database;

    Bookings(LedgerDatabase database) {
        this.database = database;
    }

    /**
     * Books a window.
     *
     * @param source of the event, which with its id says which one it is
     * @return whether it was new
     * @throws Unstorable when PostgreSQL will never take it
     */
    boolean book(String source, String id, SliceWindow window) {
        return database.inTransaction(connection -> {
            try {
                return book(connection, source, id, window);
            } catch (SQLException refused) {
                if (isFinal(refused)) {
                    throw new Unstorable(refused);
                }
                throw refused;
            }
        });
    }

    private static boolean book(Connection connection, String source, String id, SliceWindow window) throws SQLException {
        if (!note(connection, source, id, window.startsAt())) {
            return false;
        }
        add(connection, "slo_count", window, window.startsAt().truncatedTo(ChronoUnit.SECONDS));
        add(connection, "slo_hour", window, window.startsAt().truncatedTo(ChronoUnit.HOURS));
        return true;
    }

    /**
     * Data exceptions and violated constraints: the same values fail again, however often.
     *
     * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
     */
    private static boolean isFinal(SQLException refused) {
        var state = refused.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    /** What no number of tries can book. */
    static final class Unstorable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unstorable(SQLException cause) {
            super("PostgreSQL refuses the counts with state " + cause.getSQLState(), cause);
        }
    }

    /**
     * Forgets what is no longer needed.
     *
     * @param counts from before this are taken no more
     * @param hours  from before this are summed no more
     */
    static void forget(Connection connection, Instant counts, Instant hours) throws SQLException {
        delete(connection, "slo_seen", counts.minus(LONGER_SEEN));
        delete(connection, "slo_count", counts);
        delete(connection, "slo_hour", hours.truncatedTo(ChronoUnit.HOURS));
    }

    private static boolean note(Connection connection, String source, String id, Instant startsAt) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO slo_seen (source, id, starts_at) VALUES (?, ?, ?) ON CONFLICT (source, id) DO NOTHING")) {
            insert.setString(1, source);
            insert.setString(2, id);
            insert.setObject(3, column(startsAt));
            return insert.executeUpdate() == 1;
        }
    }

    private static void add(Connection connection, String table, SliceWindow window, Instant startsAt) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                INSERT INTO %1$s (objective, starts_at, total, failed, late, degraded) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (objective, starts_at) DO UPDATE SET
                    total = %1$s.total + excluded.total,
                    failed = %1$s.failed + excluded.failed,
                    late = %1$s.late + excluded.late,
                    degraded = %1$s.degraded + excluded.degraded""".formatted(table))) {
            upsert.setString(1, window.objective());
            upsert.setObject(2, column(startsAt));
            upsert.setLong(3, window.total());
            upsert.setLong(4, window.failed());
            upsert.setLong(5, window.late());
            upsert.setLong(6, Objects.requireNonNullElse(window.degraded(), 0L));
            upsert.executeUpdate();
        }
    }

    private static void delete(Connection connection, String table, Instant before) throws SQLException {
        try (var delete = connection.prepareStatement("DELETE FROM " + table + " WHERE starts_at < ?")) {
            delete.setObject(1, column(before));
            delete.executeUpdate();
        }
    }
}
