package dev.surety.inference.budget;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The way to the database and back, in one statement that is a transaction of its own. Blocking. */
final class Visits {

    private static final String VISIT = "SELECT * FROM budget_visit(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Bounded database;

    Visits(Bounded database) {
        this.database = database;
    }

    /**
     * What a replica says.
     *
     * @param lease   whose
     * @param number  counts the visits of a lease
     * @param terms   of the budget
     * @param day     of the lease; null: it wants one of today
     * @param purse   what is used, and up to where it keeps what it has
     * @param need    of the request that waits, 0 for none
     * @param ahead   to commit beyond what is used
     * @param largest lease beyond what is used
     * @param lives   how long the lease lives then
     */
    record Visit(UUID lease, long number, Terms terms, @Nullable LocalDate day, Purse purse, long need, long ahead, long largest, Duration lives) {}

    /**
     * What it hears.
     *
     * @param day       that the lease is of
     * @param today     by the database's clock; later than {@code day} when that day is over
     * @param dayLeft   until midnight
     * @param granted   whether the need is met
     * @param committed up to which the replica may use
     * @param used      of the day's amount, by all
     * @param leased    to all, used included
     * @param reached   shares that the owner was not told of yet
     */
    record Reply(
            LocalDate day, LocalDate today, Duration dayLeft, boolean granted, long committed, long used, long leased, List<BigDecimal> reached) {

        static Reply of(ResultSet row) throws SQLException {
            return new Reply(
                    row.getObject("day", LocalDate.class),
                    row.getObject("today", LocalDate.class),
                    Duration.ofMillis(row.getLong("day_left_ms")),
                    row.getBoolean("granted"),
                    Units.of(row.getBigDecimal("committed")),
                    Units.of(row.getBigDecimal("total_used")),
                    Units.of(row.getBigDecimal("total_leased")),
                    Arrays.asList((BigDecimal[]) row.getArray("reached").getArray()));
        }

        boolean isOfAnotherDay() {
            return !today.equals(day);
        }
    }

    /** @throws SQLException when the database did not answer, or a later visit overtook this one: what it did is unknown then */
    Reply go(Visit visit) throws SQLException {
        return database.run(connection -> go(visit, connection));
    }

    private static Reply go(Visit visit, Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(VISIT)) {
            statement.setObject(1, visit.lease());
            statement.setLong(2, visit.number());
            statement.setString(3, visit.terms().budget().budget());
            statement.setDate(4, visit.day() == null ? null : Date.valueOf(visit.day()));
            statement.setBigDecimal(5, Units.usd(visit.terms().perDay()));
            statement.setBigDecimal(6, Units.usd(visit.purse().used()));
            statement.setBigDecimal(7, Units.usd(visit.purse().spent()));
            statement.setBigDecimal(8, Units.usd(visit.purse().floor()));
            statement.setBigDecimal(9, Units.usd(visit.need()));
            statement.setBigDecimal(10, Units.usd(visit.ahead()));
            statement.setBigDecimal(11, Units.usd(visit.largest()));
            statement.setLong(12, visit.lives().toMillis());
            statement.setArray(13, connection.createArrayOf("numeric", visit.terms().shares()));
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("a later visit of lease " + visit.lease() + " overtook visit " + visit.number());
                }
                return Reply.of(rows);
            }
        }
    }
}
