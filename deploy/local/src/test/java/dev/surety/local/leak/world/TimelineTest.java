package dev.surety.local.leak.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private final Timeline<String> timeline = new Timeline<>("before");

    private List<String> possible(int fromSecond, int toSecond) {
        return timeline.possible(NOON.plusSeconds(fromSecond), NOON.plusSeconds(toSecond), BOUND);
    }

    @Test
    void whatWasSoHoldsUntilTheBoundAfterTheChangeWasTold() {
        timeline.begin("after", NOON);
        timeline.done(NOON.plusSeconds(1));

        assertEquals(List.of("before"), possible(-5, -1));
        assertEquals(List.of("before", "after"), possible(-1, 0));
        assertEquals(List.of("before", "after"), possible(11, 11));
        assertEquals(List.of("after"), possible(12, 12));
    }

    @Test
    void aChangeThatIsNotToldYetLeavesBothPossible() {
        timeline.begin("after", NOON);

        assertEquals(List.of("before", "after"), possible(1_000, 1_000));
    }

    @Test
    void severalChangesWithinTheBoundLeaveAllOfThemPossible() {
        timeline.begin("second", NOON);
        timeline.done(NOON);
        timeline.begin("third", NOON.plusSeconds(5));
        timeline.done(NOON.plusSeconds(5));

        assertEquals(List.of("before", "second", "third"), possible(9, 9));
        assertEquals(List.of("second", "third"), possible(12, 12));
        assertEquals(List.of("third"), possible(16, 16));
    }
}
