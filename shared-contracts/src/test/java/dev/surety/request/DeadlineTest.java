package dev.surety.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private long now = Long.MAX_VALUE - 1_000_000;
    private final Ticker ticker = () -> now;

    /** The ticker may begin anywhere, and so pass the largest number that there is. */
    @Test
    void passesAtItsMomentAndNotBefore() {
        var deadline = Deadline.in(Duration.ofMillis(250), ticker);

        later(249);
        assertFalse(deadline.passed());
        later(1);
        assertTrue(deadline.passed());
        later(1);
        assertTrue(deadline.passed());
    }

    @Test
    void negativeBudgetHasPassed() {
        assertTrue(Deadline.in(Duration.ofMillis(-1), ticker).passed());
        assertTrue(Deadline.in(Duration.ofMillis(Long.MIN_VALUE), ticker).passed());
    }

    @Test
    void budgetBeyondReasonIsADay() {
        assertEquals(Duration.ofDays(1), Deadline.in(Duration.ofMillis(Long.MAX_VALUE), ticker).left());
    }

    @Property
    void waitIsTheShorterOfTimeoutAndWhatIsLeft(
            @ForAll @IntRange(max = 5_000) int budget, @ForAll @IntRange(max = 5_000) int elapsed, @ForAll @IntRange(max = 5_000) int timeout) {
        var deadline = Deadline.in(Duration.ofMillis(budget), ticker);

        later(elapsed);

        var left = Duration.ofMillis(Math.max(0, budget - elapsed));
        var shorter = Duration.ofMillis(Math.min(timeout, left.toMillis()));
        assertEquals(left, deadline.left());
        assertEquals(shorter, deadline.atMost(Duration.ofMillis(timeout)));
        assertEquals(shorter, deadline.sooner(Duration.ofMillis(timeout)).left());
    }

    private void later(int millis) {
        now += Duration.ofMillis(millis).toNanos();
    }
}
