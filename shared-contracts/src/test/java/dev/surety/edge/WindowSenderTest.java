package dev.surety.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.surety.contract.SliceName;
import dev.surety.event.CloudEvent;
import dev.surety.event.EventSchema;
import dev.surety.event.SliceWindow;
import dev.surety.slo.AnEnforcement;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.Record;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowSenderTest {

    private static final Duration PATIENCE = Duration.ofMillis(50);

    private final AnEnforcement world = new AnEnforcement();
    private final List<Record<String, String>> sent = new ArrayList<>();
    private Uni<Void> kafka = Uni.createFrom().voidItem();
    private final WindowSender sender = new WindowSender(
            world.windows, record -> kafka.invoke(() -> sent.add(record)), EventSchema.JSON, world.time.clock(), world.meters);

    @Test
    void windowsLeaveInTheirOrderUnderTheirIds() {
        countWindows(3);

        assertTrue(sender.sendAll(PATIENCE));

        var starts = IntStream.range(0, 3).mapToObj(window -> world.time.now().minusSeconds(30 - 10L * window).toEpochMilli()).toList();
        assertEquals(starts.stream().map(start -> "retrieval-1/retrieve/" + start).toList(), sent.stream().map(WindowSenderTest::id).toList());
        assertEquals(List.of("retrieve", "retrieve", "retrieve"), sent.stream().map(Record::key).toList());
        sent.forEach(record -> assertEquals("[]", EventSchema.of("slo-window.v1").violations(record.value())));
        assertEquals(0, waiting());
    }

    @Test
    void whatKafkaDoesNotTakeIsSentWhenItDoes() {
        countWindows(2);
        kafka = Uni.createFrom().failure(new IllegalStateException("away"));
        var whileAway = sender.sendAll(PATIENCE);
        countWindows(1);
        kafka = Uni.createFrom().nothing();
        var whileSilent = sender.sendAll(PATIENCE);
        var waiting = waiting();

        kafka = Uni.createFrom().voidItem();
        var back = sender.sendAll(PATIENCE);

        assertFalse(whileAway);
        assertFalse(whileSilent);
        assertEquals(3, waiting);
        assertTrue(back);
        assertEquals(3, sent.stream().map(WindowSenderTest::id).distinct().count());
        assertEquals(0, waiting());
    }

    private double waiting() {
        return world.meters.get("surety.slo.windows.waiting").gauge().value();
    }

    private void countWindows(int windows) {
        for (var window = 0; window < windows; window++) {
            world.enforcement.count(SliceName.RETRIEVE).succeeded(Duration.ofMillis(10), List.of());
            world.time.passMillis(10_000);
        }
        world.windows.close();
    }

    private static String id(Record<String, String> record) {
        try {
            return EventSchema.JSON.readValue(record.value(), new TypeReference<CloudEvent<SliceWindow>>() {}).id();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
