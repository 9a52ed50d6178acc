package dev.surety.inference.budget;

import dev.surety.contract.Percent;
import dev.surety.event.BudgetShareReached;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Tells the owner of a budget how much of a day is used: once per budget, day and share, whichever replica sees it first. Blocking. */
final class Shares {

    private static final Logger LOG = Logger.getLogger(Shares.class);
    private static final String FIRST =
            "INSERT INTO budget_share (budget, day, share, told_at) VALUES (?, ?, ?, budget_now()) ON CONFLICT DO NOTHING";

    private final Bounded database;
    private final Announcement announcement;
    private final MeterRegistry meters;
    private final Clock clock;

    Shares(Bounded database, Announcement announcement, MeterRegistry meters, Clock clock) {
        this.database = database;
        this.announcement = announcement;
        this.meters = meters;
        this.clock = clock;
    }

    /** Puts an event away, in a transaction. */
    interface Announcement {

        void put(Connection transaction, BudgetShareReached event) throws SQLException;

        /** After the transaction. */
        void sent();
    }

    /** Tells of what a visit saw reached. What fails is seen again by the next visit of any replica. */
    void tell(Terms terms, Visits.Reply seen) {
        for (var share : seen.reached()) {
            try {
                tell(event(terms, seen, share));
            } catch (SQLException away) {
                LOG.warnf("budget share not told yet budget=%s cause=%s", terms.budget().budget(), away.getClass().getSimpleName());
                return;
            }
        }
    }

    /** A provider charged more than was reserved: that is paid, whatever the budget is. */
    void overdrawn(Terms terms, long excess) {
        var budget = terms.budget().budget();
        meters.counter("surety.budget.overdrawn", "budget", budget).increment();
        LOG.warnf("call cost more than was reserved budget=%s excessUsd=%s", budget, Units.money(excess));
    }

    private BudgetShareReached event(Terms terms, Visits.Reply seen, BigDecimal share) {
        var budget = terms.budget();
        return new BudgetShareReached(
                budget.budget(),
                budget.tenant(),
                budget.owner(),
                seen.day(),
                new Percent(share),
                budget.perDayUsd(),
                Units.money(seen.used()),
                budget.whenSpent(),
                clock.instant());
    }

    private void tell(BudgetShareReached event) throws SQLException {
        if (!database.run(connection -> announce(connection, event))) {
            return;
        }
        announcement.sent();
        meters.counter("surety.budget.shares.reached", "budget", event.budget(), "share", event.share().toString()).increment();
        LOG.warnf(
                "budget share reached budget=%s owner=%s day=%s share=%s spentUsd=%s perDayUsd=%s whenSpent=%s",
                event.budget(), event.owner(), event.day(), event.share(), event.spentUsd(), event.perDayUsd(), event.whenSpent().label());
    }

    /** Row and event, or neither; false when another replica was first. */
    private boolean announce(Connection connection, BudgetShareReached event) throws SQLException {
        connection.setAutoCommit(false);
        try {
            var first = isFirst(connection, event);
            if (first) {
                announcement.put(connection, event);
            }
            connection.commit();
            return first;
        } catch (SQLException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static boolean isFirst(Connection connection, BudgetShareReached event) throws SQLException {
        try (var statement = connection.prepareStatement(FIRST)) {
            statement.setString(1, event.budget());
            statement.setObject(2, event.day());
            statement.setBigDecimal(3, event.share().value());
            return statement.executeUpdate() == 1;
        }
    }
}
