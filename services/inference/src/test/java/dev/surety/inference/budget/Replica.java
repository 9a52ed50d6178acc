package dev.surety.inference.budget;

import dev.surety.contract.Contract;
import dev.surety.contract.Percent;
import dev.surety.contract.WhenSpent;
import dev.surety.event.BudgetShareReached;
import dev.surety.request.Money;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** One of several replicas of inference, as far as budgets go. Its heart beats when the test says so. */
final class Replica {

    static final Duration LEASE = Duration.ofSeconds(10);
    static final Duration TIMEOUT = Duration.ofSeconds(5);
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final String TENANT = "kestrel";

    final Leases leases;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicLong ahead = new AtomicLong();
    private volatile List<Contract.Budget> budgets;

    Replica(DataSource database, Contract.Budget... budgets) {
        this(database, LEASE, budgets);
    }

    Replica(DataSource database, Duration lease, Contract.Budget... budgets) {
        this.budgets = List.of(budgets);
        this.leases = new Leases(
                () -> this.budgets,
                new Visits(new Bounded(database, TIMEOUT)),
                new Shares(new Bounded(database, TIMEOUT), new ToOutbox(), meters, Clock.systemUTC()),
                new Config(lease),
                visit -> Thread.ofVirtual().start(visit),
                () -> System.nanoTime() + ahead.get());
    }

    static Contract.Budget budget(String name, String perDayUsd) {
        return budget(name, null, perDayUsd, WhenSpent.EXTRACTIVE_ONLY);
    }

    static Contract.Budget budget(String name, String group, String perDayUsd, WhenSpent whenSpent) {
        return new Contract.Budget(
                name,
                TENANT,
                group,
                Money.of(perDayUsd),
                "finance@kestrelquay.example",
                List.of(Percent.of("50%"), Percent.of("80%"), Percent.of("100%")),
                whenSpent);
    }

    BudgetConfig config() {
        return new Config(LEASE);
    }

    void follow(Contract.Budget... changed) {
        budgets = List.of(changed);
    }

    void passes(Duration time) {
        ahead.addAndGet(time.toNanos());
    }

    Reservation open(String worst, String... tags) {
        return leases.open(TENANT, Set.of(tags), Money.of(worst));
    }

    Taken take(String worst, String... tags) {
        return take(open(worst, tags));
    }

    Taken take(Reservation reservation) {
        return reservation.take(PATIENCE).await().atMost(PATIENCE);
    }

    /** Spends amounts of one size until there is no more; how often that was. */
    int spendAll(String amount) {
        for (var times = 0; ; times++) {
            var reservation = open(amount);
            if (!(take(reservation) instanceof Taken.Held)) {
                return times;
            }
            reservation.settle(Money.of(amount));
        }
    }

    private record Config(Duration lease) implements BudgetConfig {

        @Override
        public double largestLease() {
            return 0.1;
        }

        @Override
        public double step() {
            return 0.01;
        }

        @Override
        public Duration remembered() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration patience() {
            return PATIENCE;
        }

        @Override
        public Duration timeout() {
            return TIMEOUT;
        }
    }

    /** Writes what the real one writes, but for the event itself. */
    private record ToOutbox() implements Shares.Announcement {

        @Override
        public void put(Connection transaction, BudgetShareReached event) throws SQLException {
            try (var statement = transaction.prepareStatement("INSERT INTO outbox (topic, key, trace, event) VALUES ('surety.budgets.v1', ?, '', ?)")) {
                statement.setString(1, event.budget());
                statement.setString(2, event.share().toString());
                statement.executeUpdate();
            }
        }

        @Override
        public void sent() {
            // Nobody carries them on here.
        }
    }
}
