package dev.surety.slo;

import dev.surety.request.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How fast a slice can be, from how fast it was lately: the shortest successful time of the last five to ten seconds. Old times are forgotten, and one request a
 * second is let through against the odds: after a slow spell somebody must find out that it is over.
 */
final class Reach {

    private static final long PERIOD = TimeUnit.SECONDS.toNanos(5);
    private static final long PROBE_EVERY = TimeUnit.SECONDS.toNanos(1);
    private static final long UNKNOWN = Long.MAX_VALUE;
    private static final int WEIGHT = 16;

    private final Ticker ticker;
    private final AtomicReference<Period> period;
    private final AtomicLong nextProbe;
    // Racing writers may lose one another's sample; it is an estimate.
    private volatile long typical;

    Reach(Ticker ticker) {
        this.ticker = ticker;
        this.period = new AtomicReference<>(new Period(ticker.nanos(), UNKNOWN));
        this.nextProbe = new AtomicLong(ticker.nanos());
    }

    /** A success took this long. */
    void learn(long took) {
        var now = current();
        if (took < now.shortest.get()) {
            now.shortest.accumulateAndGet(took, Math::min);
        }
        var before = typical;
        typical = before == 0 ? took : before + (took - before) / WEIGHT;
    }

    /** The least time that it can take, in nanoseconds; 0 while nothing is known. */
    long atLeast() {
        var now = current();
        var least = Math.min(now.shortest.get(), now.shortestBefore);
        return least == UNKNOWN ? 0 : least;
    }

    /** What a success takes on average, in nanoseconds; 0 while nothing is known. */
    long typical() {
        return typical;
    }

    /** Whether it can be done in this time, as far as is known; true once a second even if not. */
    boolean canMakeIt(long left) {
        return left >= atLeast() || mayProbe();
    }

    private boolean mayProbe() {
        var now = ticker.nanos();
        var next = nextProbe.get();
        return now - next >= 0 && nextProbe.compareAndSet(next, now + PROBE_EVERY);
    }

    private Period current() {
        var known = period.get();
        var age = ticker.nanos() - known.startedAt;
        if (age < PERIOD) {
            return known;
        }
        period.compareAndSet(known, new Period(known.startedAt + age, age < 2 * PERIOD ? known.shortest.get() : UNKNOWN));
        return period.get();
    }

    /** Five seconds, and the shortest time of the five before. */
    private static final class Period {

        private final long startedAt;
        private final long shortestBefore;
        private final AtomicLong shortest = new AtomicLong(UNKNOWN);

        Period(long startedAt, long shortestBefore) {
            this.startedAt = startedAt;
            this.shortestBefore = shortestBefore;
        }
    }
}
