package dev.surety.request;

import java.time.Duration;

/**
 * The moment after which nobody waits for the reply any more. It rests on a clock that nobody can set: between processes only durations travel, so a wall
 * clock that is wrong, or is put right, moves no deadline.
 *
 * @param at     when, in nanoseconds of {@code ticker}
 * @param ticker that it is measured with
 */
public record Deadline(long at, Ticker ticker) {

    // Far enough for any request, near enough for sums of nanoseconds.
    private static final Duration FARTHEST = Duration.ofDays(1);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);

    /** A deadline this far from now, a day at most; a negative budget is one that has passed. */
    public static Deadline in(Duration budget, Ticker ticker) {
        var near = budget.compareTo(FARTHEST) < 0 ? budget : FARTHEST;
        return new Deadline(ticker.nanos() + (near.isNegative() ? 0 : near.toNanos()), ticker);
    }

    /** What is left, never negative. */
    public Duration left() {
        return Duration.ofNanos(leftNanos());
    }

    /** What is left in nanoseconds, never negative. */
    public long leftNanos() {
        return Math.max(0, at - ticker.nanos());
    }

    /** Whether nothing is left. */
    public boolean passed() {
        return leftNanos() == 0;
    }

    /** The shorter of a slice's own time-out and what is left of this deadline. */
    public Duration atMost(Duration timeout) {
        var left = left();
        return left.compareTo(timeout) < 0 ? left : timeout;
    }

    /** This deadline, a reserve sooner. */
    public Deadline earlier(Duration reserve) {
        return new Deadline(at - reserve.toNanos(), ticker);
    }

    /** {@link #atMost(Duration)} as something that can be waited for: at least a millisecond, because no wait can be shorter. */
    public Duration waitAtMost(Duration timeout) {
        var within = atMost(timeout);
        return within.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : within;
    }

    /** The sooner of this and the end of a time-out that begins now. */
    public Deadline sooner(Duration timeout) {
        return new Deadline(ticker.nanos() + atMost(timeout).toNanos(), ticker);
    }
}
