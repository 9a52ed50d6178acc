package dev.surety.evaluation.record;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Tries until it works or the process ends: for what must not be lost while the other side is down. */
@Singleton
class Patience {

    private static final Logger LOG = Logger.getLogger(Patience.class);

    private final Duration firstPause;
    private final Duration longestPause;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();

    Patience(ConsumerConfig config, MeterRegistry meters) {
        if (config.firstPause().compareTo(Duration.ofMillis(1)) < 0 || config.longestPause().compareTo(config.firstPause()) < 0) {
            throw new IllegalArgumentException("surety.evaluation.records: first-pause is " + config.firstPause() + ", longest-pause "
                    + config.longestPause() + "; the first is more than nothing and the longest at least the first");
        }
        this.firstPause = config.firstPause();
        this.longestPause = config.longestPause();
        meters.gauge("surety.evaluation.records.waiting", waiting);
    }

    /** An attempt that says whether another one could help. */
    interface Attempt<T> {
        T run() throws Retryable;
    }

    /** It did not work this time. */
    static final class Retryable extends Exception {

        private static final long serialVersionUID = 1L;

        Retryable(Throwable cause) {
            super(cause);
        }
    }

    /**
     * The result of the first attempt that works; blocks in between.
     *
     * @throws IllegalStateException when the process ends first
     */
    <T> T until(Attempt<T> attempt) {
        var pause = firstPause;
        var waits = false;
        while (true) {
            try {
                var result = attempt.run();
                if (waits && waiting.decrementAndGet() == 0) {
                    LOG.info("answer records are being kept again");
                }
                return result;
            } catch (Retryable failure) {
                if (!waits && waiting.getAndIncrement() == 0) {
                    LOG.warnf("answer records can't be kept, trying until they can cause=%s", failure.getCause().toString());
                }
                waits = true;
                sleep(pause);
                pause = pause.multipliedBy(2).compareTo(longestPause) < 0 ? pause.multipliedBy(2) : longestPause;
            }
        }
    }

    void end(@Observes ShutdownEvent stopping) {
        ending.countDown();
    }

    private void sleep(Duration pause) {
        try {
            if (ending.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the process ends; the record will be read again");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the process ends; the record will be read again", interrupted);
        }
    }
}
