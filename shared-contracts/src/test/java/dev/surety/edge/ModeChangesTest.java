package dev.surety.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.contract.Degradation;
import dev.surety.event.EventSchema;
import dev.surety.event.ModeChange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.Record;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ModeChangesTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final BlockingQueue<Record<String, byte[]>> taken = new ArrayBlockingQueue<>(100);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void changeWaitsUntilKafkaTakesItAndFollowsItsSchema() throws InterruptedException {
        var attempts = new AtomicInteger();
        var changes = new ModeChanges(
                record -> attempts.incrementAndGet() == 1 ? Uni.createFrom().failure(new IllegalStateException("away")) : take(record), EventSchema.JSON, meters);

        changes.start(new StartupEvent());
        changes.add(change(0));
        var record = taken.poll(10, TimeUnit.SECONDS);
        changes.stop(new ShutdownEvent());

        assertEquals("load-shed", record.key());
        assertEquals("[]", EventSchema.of("slo-mode.v1").violations(new String(record.value(), StandardCharsets.UTF_8)));
        assertEquals(2, attempts.get());
        assertEquals(0, givenUp());
    }

    @Test
    void oldestIsGivenUpAndCountedWhenTheQueueIsFull() {
        var changes = new ModeChanges(this::take, EventSchema.JSON, meters);

        for (var at = 0; at < 70; at++) {
            changes.add(change(at));
        }

        assertEquals(6, givenUp());
        changes.start(new StartupEvent());
        assertEquals(List.of(NOW.plusSeconds(6), NOW.plusSeconds(7)), List.of(nextTime(), nextTime()));
        changes.stop(new ShutdownEvent());
    }

    private Uni<Void> take(Record<String, byte[]> record) {
        taken.add(record);
        return Uni.createFrom().voidItem();
    }

    private Instant nextTime() {
        try {
            return Instant.parse(EventSchema.JSON.readTree(taken.poll(10, TimeUnit.SECONDS).value()).at("/data/at").textValue());
        } catch (InterruptedException | IOException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private double givenUp() {
        return meters.get("surety.degradation.changes.given.up").counter().count();
    }

    private static ModeChange change(int second) {
        return new ModeChange(Degradation.LOAD_SHED, true, "inference", "replica", "because", NOW.plusSeconds(second));
    }
}
