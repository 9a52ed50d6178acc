package dev.surety.evaluation.slo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.uuid.Generators;
import dev.surety.edge.ContractInForce;
import dev.surety.event.BurnStatus;
import dev.surety.event.CloudEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** Has the budgets looked at in each round, and tells everybody how they do; what can't be sent is said again in the next round anyway. */
@ApplicationScoped
class Herald {

    private static final Logger LOG = Logger.getLogger(Herald.class);
    private static final String SOURCE = "/surety/evaluation";
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(10);

    private final Rounds rounds;
    private final ContractInForce contract;
    private final MutinyEmitter<Record<String, String>> channel;
    private final LedgerMeters meters;
    private final ObjectMapper json;
    private final Duration pause;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("slo-rounds").factory());
    private boolean troubled;

    Herald(
            LedgerDatabase database,
            LedgerConfig config,
            ContractInForce contract,
            @Channel("slo-burn-out") MutinyEmitter<Record<String, String>> channel,
            LedgerMeters meters,
            ObjectMapper json,
            Clock clock) {
        LedgerConfig.check(config);
        this.rounds = new Rounds(database, config, clock);
        this.contract = contract;
        this.channel = channel;
        this.meters = meters;
        this.json = json;
        this.pause = config.pause();
    }

    void begin(@Observes StartupEvent started) {
        timer.scheduleWithFixedDelay(this::round, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    void end(@Observes ShutdownEvent stopping) throws InterruptedException {
        timer.shutdown();
        if (timer.awaitTermination(SEND_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            rounds.close();
        }
    }

    /** Only ever on the one thread of the timer. */
    private void round() {
        try {
            send(words());
            if (troubled) {
                LOG.info("error budgets are looked at and told again");
            }
            troubled = false;
        } catch (SQLException | RuntimeException away) {
            // Kafka or the database is away, or something else is wrong: the next round tries again, and listeners go by their own counts after a while.
            if (!troubled) {
                LOG.errorf(away, "error budgets can't be looked at or told, trying again every %s", pause);
            }
            troubled = true;
        }
    }

    /** What is seen is shown, whether or not it can be told; none when another replica looks. */
    private List<BurnStatus> words() throws SQLException {
        try {
            var seen = rounds.look(contract.contract());
            var words = seen.stream().flatMap(List::stream).map(Rounds.Seen::status).toList();
            seen.ifPresentOrElse(objectives -> meters.show(words), meters::clear);
            return words;
        } catch (SQLException | RuntimeException notSeen) {
            meters.clear();
            throw notSeen;
        }
    }

    private void send(List<BurnStatus> words) {
        if (words.isEmpty()) {
            return;
        }
        var sends = words.stream().map(word -> channel.send(Record.of(word.objective(), written(word)))).toList();
        Uni.join().all(sends).andCollectFailures().await().atMost(SEND_TIMEOUT);
    }

    private String written(BurnStatus word) {
        var id = Generators.timeBasedEpochRandomGenerator().generate().toString();
        try {
            return json.writeValueAsString(CloudEvent.of(id, SOURCE, BurnStatus.TYPE, word.objective(), word.at(), word));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("our own records are always JSON", impossible);
        }
    }
}
