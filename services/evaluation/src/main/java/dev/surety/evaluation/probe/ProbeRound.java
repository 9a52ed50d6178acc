package dev.surety.evaluation.probe;

import dev.surety.request.Deadline;
import dev.surety.request.RequestId;
import dev.surety.request.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One round: plant a document, be answered from it twice, so that an answer is kept and one is recorded, take the document away, look on every way until it is
 * gone, clean up. Start reading here. Blocking.
 */
@ApplicationScoped
class ProbeRound {

    private static final Logger LOG = Logger.getLogger(ProbeRound.class);

    private final Canaries canaries;
    private final Eyes eyes;
    private final Ticker ticker;
    private final ProbeConfig config;

    ProbeRound(Canaries canaries, Eyes eyes, Ticker ticker, ProbeConfig config) {
        this.canaries = canaries;
        this.eyes = eyes;
        this.ticker = ticker;
        this.config = config;
    }

    /** How a round ended. */
    sealed interface Ending {

        /** Gone on every way, and after how long on each. */
        record Gone(Map<Way, Duration> after) implements Ending {

            public Gone {
                after = Map.copyOf(after);
            }

            /** Until the last way showed nothing. */
            Duration last() {
                return after.values().stream().max(Duration::compareTo).orElseThrow();
            }
        }

        /** Not gone on these ways when the contract's time-out passed, or nobody could say whether. */
        record Late(Map<Way, Duration> after, Set<Way> still) implements Ending {

            public Late {
                after = Map.copyOf(after);
                still = Set.copyOf(still);
            }
        }

        /** The document never got so far that it could be taken away. */
        record NotBegun(String why) implements Ending {}
    }

    /** @param within how long what is taken away may stay visible before the round gives up */
    Ending run(String index, Taking taking, Duration within) {
        var canary = Canary.fresh(index);
        try {
            canaries.plant(canary);
            var answer = answered(canary);
            return answer == null ? new Ending.NotBegun("the question was not answered from the document, and kept, in time") : takenAway(canary, taking, answer, within);
        } finally {
            canaries.remove(index);
        }
    }

    /** The request whose answer was given from the cache and can be opened; null when that took too long. */
    private @Nullable RequestId answered(Canary canary) {
        var deadline = Deadline.in(config.warmUp(), ticker);
        if (!until(deadline, () -> eyes.finds(canary))) {
            return null;
        }
        while (deadline.leftNanos() > 0) {
            var told = seen(() -> eyes.asks(canary));
            if (told != null && told.shows() && told.cached() && until(deadline, () -> eyes.opens(canary, told.requestId()))) {
                return told.requestId();
            }
            pause();
        }
        return null;
    }

    private Ending takenAway(Canary canary, Taking taking, RequestId answer, Duration within) {
        var began = ticker.nanos();
        switch (taking) {
            case ACCESS -> canaries.close(canary);
            case DELETION -> canaries.remove(canary.index());
        }
        var deadline = Deadline.in(within, ticker);
        var after = new EnumMap<Way, Duration>(Way.class);
        var still = EnumSet.allOf(Way.class);
        while (!still.isEmpty() && deadline.leftNanos() > 0) {
            for (var way : EnumSet.copyOf(still)) {
                if (isGone(canary, way, answer)) {
                    still.remove(way);
                    after.put(way, Duration.ofNanos(ticker.nanos() - began));
                }
            }
            if (!still.isEmpty()) {
                pause();
            }
        }
        return still.isEmpty() ? new Ending.Gone(after) : new Ending.Late(after, still);
    }

    private boolean isGone(Canary canary, Way way, RequestId answer) {
        var shows = seen(() -> switch (way) {
            case SEARCH -> eyes.finds(canary);
            case CACHE -> eyes.asks(canary).shows();
            case RECORD -> eyes.opens(canary, answer);
        });
        return Boolean.FALSE.equals(shows);
    }

    private boolean until(Deadline deadline, Supplier<Boolean> look) {
        while (deadline.leftNanos() > 0) {
            if (Boolean.TRUE.equals(seen(look))) {
                return true;
            }
            pause();
        }
        return false;
    }

    /** Null when the look itself failed. */
    private static <T> @Nullable T seen(Supplier<T> look) {
        try {
            return look.get();
        } catch (RuntimeException away) {
            // Broad on purpose: whatever is away or refuses, the next look tells more; in the end it counts as not gone.
            LOG.debugf("the probe could not look cause=%s", away.toString());
            return null;
        }
    }

    private void pause() {
        LockSupport.parkNanos(config.pause().toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("the process ends before the round does");
        }
    }
}
