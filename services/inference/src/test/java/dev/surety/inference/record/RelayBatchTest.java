package dev.surety.inference.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RelayBatchTest {

    @Test
    void whatKafkaTookBehindAFailureIsTakenToo() {
        var failure = new IllegalStateException("scripted");

        var batch = Relay.Batch.of(rows(3), List.of(taken(), CompletableFuture.failedFuture(failure), taken()));

        assertEquals(List.of(1L, 3L), batch.taken());
        assertSame(failure, batch.failure().getCause());
    }

    @Test
    void theFirstFailureIsReported() {
        var failure = new IllegalStateException("first");

        var batch = Relay.Batch.of(
                rows(2), List.of(CompletableFuture.failedFuture(failure), CompletableFuture.failedFuture(new IllegalStateException("second"))));

        assertEquals(List.of(), batch.taken());
        assertSame(failure, batch.failure().getCause());
    }

    @Test
    void aBatchThatKafkaTookWholeHasNoFailure() {
        var batch = Relay.Batch.of(rows(2), List.of(taken(), taken()));

        assertEquals(List.of(1L, 2L), batch.taken());
        assertNull(batch.failure());
    }

    private static List<Relay.Row> rows(int number) {
        return LongStream.rangeClosed(1, number).mapToObj(id -> new Relay.Row(id, "topic", "key", "", "{}")).toList();
    }

    private static CompletableFuture<Void> taken() {
        return CompletableFuture.completedFuture(null);
    }
}
