package dev.surety.evaluation.run;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** Sends the events that lie in the outbox, in order, to {@code surety.eval-runs.v1}; what Kafka does not take stays and is tried again. */
@ApplicationScoped
class RunEvents {

    private static final Logger LOG = Logger.getLogger(RunEvents.class);
    private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);

    private final RunStore runs;
    private final MutinyEmitter<Record<String, String>> events;
    private final Duration retry;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("run-events").factory());
    private boolean stuck;

    RunEvents(RunStore runs, @Channel("eval-runs") MutinyEmitter<Record<String, String>> events, RunConfig config) {
        if (config.eventRetry().compareTo(SHORTEST_RETRY) < 0) {
            throw new IllegalArgumentException("surety.evaluation.runs.event-retry is " + config.eventRetry() + ", it must be at least " + SHORTEST_RETRY);
        }
        this.runs = runs;
        this.events = events;
        this.retry = config.eventRetry();
    }

    void begin(@Observes StartupEvent started) {
        timer.scheduleWithFixedDelay(this::sendAll, retry.toMillis(), retry.toMillis(), TimeUnit.MILLISECONDS);
    }

    void end(@Observes ShutdownEvent stopping) {
        timer.shutdownNow();
    }

    /** Returns at once: a run does not depend on who listens, nor waits for Kafka. */
    void sendSoon() {
        try {
            timer.execute(this::sendAll);
        } catch (RejectedExecutionException processEnds) {
            LOG.debug("events of runs stay in the outbox until the next start");
        }
    }

    /** Until the outbox is empty or Kafka refuses; only ever on the one thread of the timer. */
    private void sendAll() {
        try {
            while (runs.sendNext((run, event) -> events.sendAndAwait(Record.of(run.toString(), event)))) {
                stuck = false;
            }
        } catch (RuntimeException notSent) {
            // Kafka or the database is away: the event stays where it is, and the next turn tries again.
            if (!stuck) {
                LOG.warnf("events of runs can't be sent, trying again every %s cause=%s", retry, notSent.toString());
            }
            stuck = true;
        }
    }
}
