package dev.surety.ingestion.intake;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Tries again until it works. Meanwhile the consumer takes no further record of the same partition, and stays in its group. */
@Singleton
class Patience {

    private static final Logger LOG = Logger.getLogger(Patience.class);
    private static final Duration REMIND_EVERY = Duration.ofMinutes(1);

    private final Duration first;
    private final Duration longest;
    private final CountDownLatch stopping = new CountDownLatch(1);

    Patience(IntakeConfig config) {
        this.first = config.retryFirst();
        this.longest = config.retryLongest();
        if (!first.isPositive() || first.compareTo(longest) > 0) {
            throw new IllegalArgumentException("surety.ingestion.retry-first is %s, it must be above 0 and at most surety.ingestion.retry-longest (%s)"
                    .formatted(first, longest));
        }
    }

    /**
     * What the work returns in the end.
     *
     * @throws Stopping when the service stops first; the record then stays unacknowledged and comes again
     */
    <T> T insist(Supplier<T> work) {
        var pause = first;
        var silentUntil = System.nanoTime();
        for (var attempt = 1; ; attempt++) {
            try {
                var result = work.get();
                if (attempt > 1) {
                    LOG.infof("an event was handled in the end attempts=%d", attempt);
                }
                return result;
            } catch (RuntimeException dependencyIsDown) {
                // Broad on purpose: what is the event's own fault is a value by now, so anything thrown here is worth another try.
                if (System.nanoTime() - silentUntil >= 0) {
                    LOG.warnf(dependencyIsDown, "an event can't be handled at the moment, it waits attempts=%d", attempt);
                    silentUntil = System.nanoTime() + REMIND_EVERY.toNanos();
                }
                pause(pause);
                pause = pause.multipliedBy(2).compareTo(longest) < 0 ? pause.multipliedBy(2) : longest;
            }
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    /**
     * Waits.
     *
     * @throws Stopping when the service stops meanwhile
     */
    void pause(Duration pause) {
        try {
            if (stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new Stopping();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Stopping();
        }
    }

    /** The service stops before the work is done. */
    static final class Stopping extends Error {

        private static final long serialVersionUID = 1L;

        Stopping() {
            super("stopping", null, false, false);
        }
    }
}
