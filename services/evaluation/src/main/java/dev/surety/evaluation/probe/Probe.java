package dev.surety.evaluation.probe;

import dev.surety.edge.ContractInForce;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs a round every now and then: one index after the other, by a change of access and by a deletion in turn. */
@ApplicationScoped
class Probe {

    private static final Logger LOG = Logger.getLogger(Probe.class);
    private static final Duration FIRST_ROUND = Duration.ofSeconds(20);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final Lead lead;
    private final Canaries canaries;
    private final ProbeRound round;
    private final ProbeMeters meters;
    private final ContractInForce contract;
    private final List<String> indexes;
    private final Duration period;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("revocation-probe").factory());
    private Taking taking = Taking.ACCESS;
    private int next;
    private boolean troubled;

    Probe(Lead lead, Canaries canaries, ProbeRound round, ProbeMeters meters, ContractInForce contract, ProbeConfig config) {
        ProbeConfig.check(config);
        this.lead = lead;
        this.canaries = canaries;
        this.round = round;
        this.meters = meters;
        this.contract = contract;
        this.indexes = config.clientSecret().isPresent() ? config.indexes().orElse(List.of()) : List.of();
        this.period = config.period();
    }

    void begin(@Observes StartupEvent started) {
        if (indexes.isEmpty()) {
            LOG.info("nobody watches revocation: surety.evaluation.probe names no index, or has no client secret");
            return;
        }
        var first = FIRST_ROUND.compareTo(period) < 0 ? FIRST_ROUND : period;
        timer.scheduleWithFixedDelay(this::runRound, first.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    void end(@Observes ShutdownEvent stopping) throws InterruptedException {
        timer.shutdownNow();
        if (timer.awaitTermination(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
            lead.close();
        }
    }

    /** Only ever on the one thread of the timer. */
    private void runRound() {
        try {
            var turn = lead.turn();
            if (turn == Lead.Turn.NEW) {
                indexes.forEach(canaries::remove);
            }
            if (turn != Lead.Turn.OTHERS) {
                runOn(indexes.get(next));
            }
            troubled = false;
        } catch (SQLException | RuntimeException away) {
            // The database, Kafka or whatever else is away: the next round tries again; that nothing is measured is an alert of its own.
            if (!troubled && !timer.isShutdown()) {
                LOG.errorf(away, "revocation can't be watched, trying again every %s", period);
            }
            troubled = true;
        }
    }

    /** Each index sees both ways of taking before the first comes again, also when there is an even number of them. */
    private void runOn(String index) {
        meters.ended(index, taking, round.run(index, taking, contract.contract().slices().revoke().timeout()));
        next = (next + 1) % indexes.size();
        if (next == 0) {
            taking = taking.other();
        }
    }
}
