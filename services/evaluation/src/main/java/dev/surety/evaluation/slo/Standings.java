package dev.surety.evaluation.slo;

import static dev.surety.evaluation.slo.LedgerDatabase.column;
import static dev.surety.evaluation.slo.LedgerDatabase.instant;

import dev.surety.burn.Standing;
import dev.surety.contract.BurnState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How objectives stand, in PostgreSQL: what a restart must not forget. */
final class Standings {

    private Standings() {}

    /**
     * A standing that is kept.
     *
     * @param revision of its last change of state, at least 1
     */
    record Kept(Standing standing, long revision) {}

    static Map<String, Kept> read(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("SELECT * FROM slo_standing"); var rows = select.executeQuery()) {
            var standings = new HashMap<String, Kept>();
            while (rows.next()) {
                standings.put(rows.getString("objective"), new Kept(standing(rows), rows.getLong("revision")));
            }
            return standings;
        }
    }

    static void write(Connection connection, String objective, Kept kept) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                INSERT INTO slo_standing (objective, state, since, reason, ticket_clear_since, page_clear_since, exhausted_clear_since, revision)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (objective) DO UPDATE SET
                    state = excluded.state,
                    since = excluded.since,
                    reason = excluded.reason,
                    ticket_clear_since = excluded.ticket_clear_since,
                    page_clear_since = excluded.page_clear_since,
                    exhausted_clear_since = excluded.exhausted_clear_since,
                    revision = excluded.revision""")) {
            var standing = kept.standing();
            upsert.setString(1, objective);
            upsert.setString(2, standing.state().label());
            upsert.setObject(3, column(standing.since()));
            upsert.setString(4, standing.reason());
            upsert.setObject(5, column(standing.clearSince().get(BurnState.TICKET)));
            upsert.setObject(6, column(standing.clearSince().get(BurnState.PAGE)));
            upsert.setObject(7, column(standing.clearSince().get(BurnState.EXHAUSTED)));
            upsert.setLong(8, kept.revision());
            upsert.executeUpdate();
        }
    }

    /** A number that is higher than all before. */
    static long nextRevision(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("SELECT nextval('slo_revision')"); var rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Notes that the budgets were looked at. */
    static void noteLook(Connection connection, Instant at) throws SQLException {
        try (var upsert = connection.prepareStatement("INSERT INTO slo_look (at) VALUES (?) ON CONFLICT (only_one) DO UPDATE SET at = excluded.at")) {
            upsert.setObject(1, column(at));
            upsert.executeUpdate();
        }
    }

    /** When the budgets were looked at last, if ever. */
    static Optional<Instant> lastLook(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("SELECT at FROM slo_look"); var rows = select.executeQuery()) {
            return rows.next() ? Optional.ofNullable(instant(rows, "at")) : Optional.empty();
        }
    }

    private static Standing standing(ResultSet row) throws SQLException {
        var clear = new EnumMap<BurnState, Instant>(BurnState.class);
        for (var trouble : new BurnState[] {BurnState.TICKET, BurnState.PAGE, BurnState.EXHAUSTED}) {
            var since = instant(row, trouble.label() + "_clear_since");
            if (since != null) {
                clear.put(trouble, since);
            }
        }
        return new Standing(BurnState.of(row.getString("state")), instant(row, "since"), row.getString("reason"), clear);
    }
}
