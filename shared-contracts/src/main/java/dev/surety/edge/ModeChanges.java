package dev.surety.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.uuid.Generators;
import dev.surety.event.CloudEvent;
import dev.surety.event.ModeChange;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells others of changes of degradation modes, in their order. Each waits in a short queue until Kafka has it; when Kafka is away for so long that the queue
 * is full, the oldest is given up, and counted.
 */
@Singleton
class ModeChanges {

    private static final Logger LOG = Logger.getLogger(ModeChanges.class);
    private static final int LONGEST_QUEUE = 64;
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Function<Record<String, byte[]>, Uni<Void>> kafka;
    private final ObjectMapper json;
    private final BlockingQueue<ModeChange> waiting = new ArrayBlockingQueue<>(LONGEST_QUEUE);
    private final Counter givenUp;
    private final Thread sender = Thread.ofVirtual().name("mode-changes").unstarted(this::sendAll);

    @Inject
    ModeChanges(@Channel("slo-modes") MutinyEmitter<Record<String, byte[]>> channel, ObjectMapper json, MeterRegistry meters) {
        this(channel::send, json, meters);
    }

    /** @param kafka takes a record, and completes when it can't be lost any more */
    ModeChanges(Function<Record<String, byte[]>, Uni<Void>> kafka, ObjectMapper json, MeterRegistry meters) {
        this.kafka = kafka;
        this.json = json;
        this.givenUp = meters.counter("surety.degradation.changes.given.up");
    }

    /** Returns at once. */
    void add(ModeChange change) {
        while (!waiting.offer(change)) {
            var oldest = waiting.poll();
            if (oldest != null) {
                giveUp(oldest);
            }
        }
    }

    private void giveUp(ModeChange change) {
        givenUp.increment();
        LOG.warnf("change of a mode is given up, Kafka did not take it in time mode=%s at=%s", change.mode().label(), change.at());
    }

    void start(@Observes StartupEvent started) {
        sender.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        sender.interrupt();
    }

    private void sendAll() {
        @Nullable ModeChange inHand = null;
        try {
            while (true) {
                inHand = waiting.take();
                send(inHand);
                inHand = null;
            }
        } catch (InterruptedException processEnds) {
            if (inHand != null) {
                giveUp(inHand);
            }
            waiting.forEach(this::giveUp);
        }
    }

    private void send(ModeChange change) throws InterruptedException {
        var record = Record.of(change.mode().label(), written(change));
        for (var attempts = 1; ; attempts++) {
            try {
                kafka.apply(record).await().atMost(SEND_TIMEOUT);
                return;
            } catch (RuntimeException notSent) {
                // Whatever the client throws when nobody answers: the change waits, and the ones behind it.
                if (attempts == 1) {
                    LOG.warnf("changes of modes can't be sent, trying until they can mode=%s cause=%s", change.mode().label(), notSent.getClass().getSimpleName());
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private byte[] written(ModeChange change) {
        try {
            var id = Generators.timeBasedEpochRandomGenerator().generate().toString();
            return json.writeValueAsBytes(CloudEvent.of(id, "/surety/" + change.service(), ModeChange.TYPE, change.mode().label(), change.at(), change));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("our own records are always JSON", impossible);
        }
    }
}
