package dev.surety.slo;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import dev.surety.request.Priority;
import dev.surety.request.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The places of a slice: as many as an adaptive limit finds room for, at most as many as the contract says. Less urgent requests get in while their share of the
 * limit has room, so the rest is always kept for the urgent ones.
 *
 * @see <a href="https://github.com/Netflix/concurrency-limits">Netflix concurrency-limits</a>
 */
final class Room {

    private static final long SAMPLED_FOR_SECONDS = 1;

    private final SloSettings settings;
    private final Ticker ticker;
    private final long origin;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile Adaptive adaptive;

    Room(SloSettings settings, int most, Ticker ticker) {
        this.settings = settings;
        this.ticker = ticker;
        this.origin = ticker.nanos();
        this.adaptive = adaptive(most, most);
    }

    /**
     * Takes a place, if this priority may.
     *
     * @param most places by the contract in force
     */
    boolean enter(Priority priority, int most) {
        var allowed = share(priority, limit(most));
        for (var now = inFlight.get(); now < allowed; now = inFlight.get()) {
            if (inFlight.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Takes a place, whether or not there is one. */
    void enterAnyway() {
        inFlight.incrementAndGet();
    }

    /** Gives the place back and tells the limit nothing. */
    void leave() {
        inFlight.decrementAndGet();
    }

    /**
     * Gives the place back after work that shows how much there is room for.
     *
     * @param started when it began, by the ticker
     * @param tooSlow whether it was given up
     */
    void leave(long started, boolean tooSlow) {
        var beside = inFlight.getAndDecrement();
        adaptive.limit.onSample(started - origin, ticker.nanos() - started, beside, tooSlow);
    }

    int inFlight() {
        return inFlight.get();
    }

    /** How many the most urgent may be at once, as the last call found it. */
    int limit() {
        return limit(adaptive.most);
    }

    private int limit(int most) {
        var current = adaptive;
        if (current.most != most) {
            current = changed(most);
        }
        var floor = Math.min(settings.leastLimit(), most);
        return Math.max(floor, Math.min(most, current.limit.getLimit()));
    }

    /** The contract changed: what was learnt stays, as far as it fits; a limit that had not been lowered rises with it. */
    private synchronized Adaptive changed(int most) {
        var before = adaptive;
        if (before.most != most) {
            var learnt = before.limit.getLimit();
            adaptive = adaptive(most, learnt >= before.most ? most : Math.min(learnt, most));
        }
        return adaptive;
    }

    private Adaptive adaptive(int most, int initial) {
        var limit = Gradient2Limit.newBuilder()
                .initialLimit(initial)
                .minLimit(Math.min(settings.leastLimit(), most))
                .maxConcurrency(most)
                // Of its default of 4, one: a limit of a few places is not to be doubled by the allowance for a queue.
                .queueSize(1)
                .build();
        return new Adaptive(most, WindowedLimit.newBuilder()
                .minWindowTime(SAMPLED_FOR_SECONDS, TimeUnit.SECONDS)
                .maxWindowTime(SAMPLED_FOR_SECONDS, TimeUnit.SECONDS)
                .build(limit));
    }

    /** With a limit of 1 there is nothing to share: everybody may have the place. */
    private int share(Priority priority, int limit) {
        return switch (priority) {
            case INTERACTIVE -> limit;
            case EVALUATION -> Math.max(1, (int) (limit * settings.evaluationShare()));
            case BULK -> Math.max(1, (int) (limit * settings.bulkShare()));
        };
    }

    /** A limit that was made for a number of the contract. */
    private record Adaptive(int most, Limit limit) {}
}
