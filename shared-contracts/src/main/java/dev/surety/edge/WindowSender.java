package dev.surety.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.event.CloudEvent;
import dev.surety.event.SliceWindow;
import dev.surety.slo.SliceWindows;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/**
 * Tells the ledger what this replica counted: each closed window in its turn, again and again until Kafka has it. On a thread of its own; requests never wait for
 * it.
 */
@Singleton
@RegisterForReflection(targets = {CloudEvent.class, SliceWindow.class})
class WindowSender {

    private static final Logger LOG = Logger.getLogger(WindowSender.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final SliceWindows windows;
    private final Function<Record<String, String>, Uni<Void>> kafka;
    private final ObjectMapper json;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private boolean troubled;

    @Inject
    WindowSender(
            SliceWindows windows,
            @Channel("slo-windows") MutinyEmitter<Record<String, String>> channel,
            ObjectMapper json,
            Clock clock,
            MeterRegistry meters) {
        this(windows, channel::send, json, clock, meters);
    }

    /** @param kafka takes a record, and completes when it can't be lost any more */
    WindowSender(
            SliceWindows windows, Function<Record<String, String>, Uni<Void>> kafka, ObjectMapper json, Clock clock, MeterRegistry meters) {
        this.windows = windows;
        this.kafka = kafka;
        this.json = json;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("slo-windows").unstarted(this::sendOnAndOn);
        meters.gauge("surety.slo.windows.waiting", windows, SliceWindows::waiting);
        FunctionCounter.builder("surety.slo.windows.lost", windows, SliceWindows::lost).register(meters);
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    /** What was counted last is not lost with the process. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        thread.join(FAREWELL.multipliedBy(2));
    }

    private void sendOnAndOn() {
        try {
            for (var pause = LOOK_EVERY; !stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS); ) {
                windows.close();
                pause = sendAll(SEND_TIMEOUT) ? LOOK_EVERY : longer(pause);
            }
            windows.closeAll();
            sendAll(FAREWELL);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    /** Sends what waits, in its order. Whether Kafka took all of it; what it did not take waits on. */
    boolean sendAll(Duration timeout) {
        try {
            for (var next = windows.next(); next.isPresent(); next = windows.next()) {
                kafka.apply(Record.of(next.get().objective(), event(next.get()))).await().atMost(timeout);
                windows.taken(next.get());
            }
            if (troubled) {
                LOG.info("windows of the error budget are sent again");
            }
            troubled = false;
        } catch (RuntimeException notTaken) {
            // Broad on purpose: whatever the client throws, the window must not be lost for it.
            if (!troubled) {
                LOG.warnf("windows of the error budget can't be sent, trying until they can cause=%s", notTaken.toString());
            }
            troubled = true;
        }
        return !troubled;
    }

    private String event(SliceWindow window) {
        var id = window.replica() + "/" + window.objective() + "/" + window.startsAt().toEpochMilli();
        try {
            return json.writeValueAsString(
                    CloudEvent.of(id, "/surety/" + window.service(), SliceWindow.TYPE, window.objective(), clock.instant(), window));
        } catch (JsonProcessingException neverOfARecord) {
            throw new IllegalStateException(neverOfARecord);
        }
    }
}
