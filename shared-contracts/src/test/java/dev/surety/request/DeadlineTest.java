package dev.surety.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void passesAtItsMomentAndNotBefore() {
        var deadline = Deadline.in(Duration.ofMillis(250), later(0));

        assertEquals(new Deadline(NOW.plusMillis(250)), deadline);
        assertFalse(deadline.passed(later(249)));
        assertTrue(deadline.passed(later(250)));
        assertTrue(deadline.passed(later(251)));
    }

    @Test
    void negativeBudgetHasPassed() {
        var deadline = Deadline.in(Duration.ofMillis(-1), later(0));

        assertTrue(deadline.passed(later(0)));
    }

    @Property
    void waitIsTheShorterOfTimeoutAndWhatIsLeft(
            @ForAll @IntRange(max = 5_000) int budget, @ForAll @IntRange(max = 5_000) int elapsed, @ForAll @IntRange(max = 5_000) int timeout) {
        var deadline = Deadline.in(Duration.ofMillis(budget), later(0));

        var wait = deadline.atMost(Duration.ofMillis(timeout), later(elapsed));

        assertEquals(Duration.ofMillis(Math.min(timeout, Math.max(0, budget - elapsed))), wait);
        assertEquals(Duration.ofMillis(Math.max(0, budget - elapsed)), deadline.left(later(elapsed)));
    }

    private static Clock later(int millis) {
        return Clock.fixed(NOW.plusMillis(millis), ZoneOffset.UTC);
    }
}
