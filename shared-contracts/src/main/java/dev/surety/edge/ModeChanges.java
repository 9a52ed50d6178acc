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
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

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

    private final MutinyEmitter<Record<String, byte[]>> channel;
    private final ObjectMapper json;
    private final BlockingQueue<ModeChange> waiting = new ArrayBlockingQueue<>(LONGEST_QUEUE);
    private final Counter givenUp;
    private final Thread sender = Thread.ofVirtual().name("mode-changes").unstarted(this::sendAll);

    ModeChanges(@Channel("slo-modes") MutinyEmitter<Record<String, byte[]>> channel, ObjectMapper json, MeterRegistry meters) {
        this.channel = channel;
        this.json = json;
        this.givenUp = meters.counter("surety.degradation.changes.given.up");
    }

    /** Returns at once. */
    void add(ModeChange change) {
        while (!waiting.offer(change)) {
            var oldest = waiting.poll();
            if (oldest != null) {
                givenUp.increment();
                LOG.warnf("change of a mode is given up, Kafka took none for too long mode=%s at=%s", oldest.mode().label(), oldest.at());
            }
        }
    }

    void begin(@Observes StartupEvent started) {
        sender.start();
    }

    void end(@Observes ShutdownEvent stopping) {
        sender.interrupt();
    }

    private void sendAll() {
        try {
            while (true) {
                send(waiting.take());
            }
        } catch (InterruptedException processEnds) {
            LOG.debugf("changes of modes are not sent any more count=%d", waiting.size());
        }
    }

    private void send(ModeChange change) throws InterruptedException {
        var record = Record.of(change.mode().label(), written(change));
        for (var attempts = 1; ; attempts++) {
            try {
                channel.send(record).await().atMost(SEND_TIMEOUT);
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
