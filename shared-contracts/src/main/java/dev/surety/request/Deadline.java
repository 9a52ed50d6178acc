package dev.surety.request;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The moment after which nobody waits for the reply any more.
 *
 * @param at when, on this process's clock
 */
public record Deadline(Instant at) {

    /** A deadline this far from now; a negative budget is one that has passed. */
    public static Deadline in(Duration budget, Clock clock) {
        return new Deadline(clock.instant().plus(budget));
    }

    /** What is left, never negative. */
    public Duration left(Clock clock) {
        var left = Duration.between(clock.instant(), at);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Whether nothing is left. */
    public boolean passed(Clock clock) {
        return left(clock).isZero();
    }

    /** The shorter of a slice's own time-out and what is left of this deadline. */
    public Duration atMost(Duration timeout, Clock clock) {
        var left = left(clock);
        return left.compareTo(timeout) < 0 ? left : timeout;
    }
}
