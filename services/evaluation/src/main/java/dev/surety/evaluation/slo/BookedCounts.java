package dev.surety.evaluation.slo;

import static dev.surety.evaluation.slo.LedgerDatabase.column;

import dev.surety.burn.Counted;
import dev.surety.burn.Counts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * What is booked, as one transaction sees it. Whole hours are summed from the table of hours, the ends from single counts; where single counts are not kept any
 * more, the first hour counts as a whole. So a sum reads at most two hours of single counts and a row for each hour, however long the window is. One
 * statement gives the sums of all objectives for two instants, and is remembered.
 */
final class BookedCounts implements Counted {

    private static final String SUMS = """
            SELECT objective, sum(total)::bigint AS total, sum(failed)::bigint AS failed, sum(late)::bigint AS late
              FROM (SELECT objective, total, failed, late FROM slo_count WHERE starts_at >= ? AND starts_at < ?
                    UNION ALL
                    SELECT objective, total, failed, late FROM slo_hour WHERE starts_at >= ? AND starts_at < ?
                    UNION ALL
                    SELECT objective, total, failed, late FROM slo_count WHERE starts_at >= ? AND starts_at < ?) AS counts
             GROUP BY objective""";

    private final Connection connection;
    private final Instant keptSince;
    private final Map<Span, Map<String, Counts>> known = new HashMap<>();

    /** @param keptSince from when on every single count is there */
    BookedCounts(Connection connection, Instant keptSince) {
        this.connection = connection;
        this.keptSince = keptSince;
    }

    @Override
    public Counts between(String objective, Instant from, Instant to) {
        return known.computeIfAbsent(new Span(from, to), this::sums).getOrDefault(objective, Counts.NONE);
    }

    private record Span(Instant from, Instant to) {}

    private Map<String, Counts> sums(Span span) {
        var from = span.from().isBefore(keptSince) ? hour(span.from()) : span.from();
        var firstHour = hour(from).equals(from) ? from : hour(from).plus(Duration.ofHours(1));
        var lastHour = hour(span.to());
        var hasHours = firstHour.isBefore(lastHour);
        try (var select = connection.prepareStatement(SUMS)) {
            select.setObject(1, column(from));
            select.setObject(2, column(hasHours ? firstHour : span.to()));
            select.setObject(3, column(hasHours ? firstHour : from));
            select.setObject(4, column(hasHours ? lastHour : from));
            select.setObject(5, column(hasHours ? lastHour : from));
            select.setObject(6, column(hasHours ? span.to() : from));
            try (var rows = select.executeQuery()) {
                var sums = new HashMap<String, Counts>();
                while (rows.next()) {
                    sums.put(rows.getString("objective"), new Counts(rows.getLong("total"), rows.getLong("failed"), rows.getLong("late")));
                }
                return sums;
            }
        } catch (SQLException failed) {
            throw new Unreadable(failed);
        }
    }

    private static Instant hour(Instant instant) {
        return instant.truncatedTo(ChronoUnit.HOURS);
    }

    /** The database failed below an interface that does not know databases. */
    static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreadable(SQLException cause) {
            super("PostgreSQL failed with state " + cause.getSQLState(), cause);
        }
    }
}
