package dev.surety.inference.budget;

import dev.surety.edge.ContractInForce;
import dev.surety.event.BudgetShareReached;
import dev.surety.event.CloudEvent;
import dev.surety.event.Topics;
import dev.surety.grant.Grant;
import dev.surety.inference.record.Outbox;
import dev.surety.request.Money;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The budgets of the contract in force, as this replica may spend them. Start reading here. */
@ApplicationScoped
public class Budgets {

    private static final int BEATS_A_LEASE = 3;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final Leases leases;
    private final MeterRegistry meters;
    private final Duration pause;
    private final Map<String, Gauge> gauges = new ConcurrentHashMap<>();
    private volatile Map<String, Double> used = Map.of();
    private @Nullable Thread heart;

    /** @throws IllegalArgumentException when a duration of the configuration is out of its bounds */
    Budgets(ContractInForce contract, DataSource database, Outbox outbox, BudgetConfig config, MeterRegistry meters, Clock clock) {
        within("lease", config.lease(), Duration.ofSeconds(1), Duration.ofMinutes(5));
        within("remembered", config.remembered(), Duration.ofMillis(1), Duration.ofMinutes(1));
        within("patience", config.patience(), Duration.ofMillis(1), Duration.ofMinutes(1));
        within("timeout", config.timeout(), Duration.ofMillis(1), Duration.ofMinutes(1));
        this.meters = meters;
        this.pause = config.lease().dividedBy(BEATS_A_LEASE);
        var bounded = new Bounded(database, config.timeout());
        this.leases = new Leases(
                () -> contract.contract().cost().budgets(),
                new Visits(bounded),
                new Shares(bounded, announcement(outbox), meters, clock),
                config,
                visit -> Thread.ofVirtual().name("budget-visit").start(visit),
                System::nanoTime);
    }

    /**
     * A reservation of what a call costs at most, in every budget that the caller's requests count toward. It touches none when the call costs nothing.
     *
     * @param worst what the call costs at most
     */
    public Reservation open(Grant caller, Money worst) {
        return leases.open(caller.tenant(), caller.tags(), worst);
    }

    void start(@Observes StartupEvent event) {
        heart = Thread.ofVirtual().name("budget-heart").start(this::live);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (heart != null) {
            heart.interrupt();
            heart.join(LONGEST_STOP);
        }
        leases.stop();
    }

    private void live() {
        while (!Thread.currentThread().isInterrupted()) {
            leases.beat();
            show();
            try {
                Thread.sleep(pause);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** One gauge for each budget of the contract; none for one that it has no longer. */
    private void show() {
        used = leases.used();
        used.keySet().forEach(budget -> gauges.computeIfAbsent(budget, this::gauge));
        gauges.entrySet().removeIf(entry -> !used.containsKey(entry.getKey()) && meters.remove(entry.getValue()) != null);
    }

    private Gauge gauge(String budget) {
        return Gauge.builder("surety.budget.used", () -> used.getOrDefault(budget, Double.NaN))
                .description("used share of the day's budget")
                .baseUnit("ratio")
                .tag("budget", budget)
                .register(meters);
    }

    private static Shares.Announcement announcement(Outbox outbox) {
        return new Shares.Announcement() {

            @Override
            public void put(Connection transaction, BudgetShareReached event) throws SQLException {
                var id = event.budget() + "/" + event.day() + "/" + event.share();
                outbox.put(
                        transaction,
                        Topics.BUDGETS,
                        event.budget(),
                        CloudEvent.of(id, Outbox.SOURCE, BudgetShareReached.TYPE, event.budget(), event.at(), event));
            }

            @Override
            public void sent() {
                outbox.wake();
            }
        };
    }

    private static void within(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("surety.budget." + key + " is " + value + ", it must be " + least + " to " + most);
        }
    }
}
