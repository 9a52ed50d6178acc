package dev.surety.inference.recall;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.inference.stage.Journal;
import dev.surety.request.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UnderWayTest {

    private static final CacheKey KEY = new CacheKey("rights", "how many days", "auto", "kestrel-0001@1", "policy", "assistant");
    private static final Duration LONG = Duration.ofMinutes(1);

    private final UnderWay underWay = new UnderWay();
    private final Journal first = journal(RequestId.next());
    private final Journal second = journal(RequestId.next());

    @Test
    void whoWaitsGoesOnWhenTheFirstHasEnded() throws Exception {
        assertTrue(underWay.begin(KEY, first));
        assertFalse(underWay.begin(KEY, second));
        var waiting = waiting(LONG);
        assertFalse(waiting.isDone());

        underWay.over(first);

        waiting.get(5, TimeUnit.SECONDS);
        assertTrue(underWay.begin(KEY, second));
    }

    @Test
    void whoWaitsGoesOnAfterSomeTimeAndTheOthersWaitOn() throws Exception {
        underWay.begin(KEY, first);
        var patient = waiting(LONG);

        waiting(Duration.ofMillis(1)).get(5, TimeUnit.SECONDS);

        assertFalse(patient.isDone());
        underWay.over(first);
        patient.get(5, TimeUnit.SECONDS);
    }

    @Test
    void nobodyWaitsForWhatHasEnded() {
        underWay.begin(KEY, first);
        underWay.over(first);

        assertTrue(waiting(LONG).isDone());
    }

    @Test
    void whoGoesAwayEndsNobodysWait() throws Exception {
        underWay.begin(KEY, first);
        var patient = waiting(LONG);

        underWay.end(KEY, LONG).subscribe().with(ended -> {}).cancel();

        assertFalse(patient.isDone());
        underWay.over(first);
        patient.get(5, TimeUnit.SECONDS);
    }

    @Test
    void nobodyWaitsForARequestThatWasAbandonedBeforeItBegan() {
        first.abandon();
        underWay.over(first);

        underWay.begin(KEY, first);

        assertTrue(waiting(LONG).isDone());
        assertTrue(underWay.begin(KEY, second));
    }

    @Test
    void theEndOfWhoMadeNothingEndsNothing() {
        underWay.begin(KEY, first);
        var waiting = waiting(LONG);

        underWay.over(second);

        assertFalse(waiting.isDone());
    }

    @Test
    void twoRequestsWithOneIdAreTwo() {
        var repeated = journal(first.requestId());

        underWay.begin(KEY, first);

        assertFalse(underWay.begin(KEY, repeated));
        underWay.over(repeated);
        assertFalse(waiting(LONG).isDone());
    }

    private CompletableFuture<Void> waiting(Duration atMost) {
        return underWay.end(KEY, atMost).subscribeAsCompletionStage();
    }

    private static Journal journal(RequestId id) {
        return new Journal(id, Instant.EPOCH, line -> {});
    }
}
