package dev.surety.slo;

import dev.surety.request.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many retries there may be: each request earns a share of one, and a small number a second comes for free, so that a slice that is hardly asked may
 * retry at all. What is not used is kept for ten seconds' worth, not for ever: an hour of calm earns no storm.
 */
final class RetryBudget {

    private static final long RETRY = 1_000;
    private static final long MOST_KEPT = 10 * RETRY;

    private final Ticker ticker;
    private final long perRequest;
    private final long nanosPerFreeRetry;
    private final AtomicLong earned = new AtomicLong();
    private final AtomicLong nextFree;

    /**
     * @param share     of a retry that a request earns
     * @param perSecond retries that are free
     */
    RetryBudget(double share, int perSecond, Ticker ticker) {
        this.ticker = ticker;
        this.perRequest = Math.round(share * RETRY);
        this.nanosPerFreeRetry = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.nextFree = new AtomicLong(ticker.nanos());
    }

    /** A request came. */
    void earn() {
        if (earned.get() < MOST_KEPT) {
            earned.addAndGet(perRequest);
        }
    }

    /** Takes one retry, if there is one. */
    boolean spend() {
        return spendFree() || spendEarned();
    }

    private boolean spendFree() {
        if (nanosPerFreeRetry == 0) {
            return false;
        }
        var now = ticker.nanos();
        var free = nextFree.get();
        return now - free >= 0 && nextFree.compareAndSet(free, now + nanosPerFreeRetry);
    }

    private boolean spendEarned() {
        for (var have = earned.get(); have >= RETRY; have = earned.get()) {
            if (earned.compareAndSet(have, have - RETRY)) {
                return true;
            }
        }
        return false;
    }
}
