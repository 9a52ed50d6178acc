package dev.surety.evaluation.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Tries until it works or the process ends: for what must not be lost while the other side is down. Each consumer has one of its own. */
public abstract class Patience {

    private static final Logger LOG = Logger.getLogger(Patience.class);

    private final String what;
    private final Duration firstPause;
    private final Duration longestPause;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * @param what         is tried, for the log
     * @param prefix       of the settings, for the message when they are wrong
     * @param firstPause   after the first try; doubles with each
     * @param longestPause at least the first
     * @param gauge        that shows how many wait
     */
    protected Patience(String what, String prefix, Duration firstPause, Duration longestPause, MeterRegistry meters, String gauge) {
        if (firstPause.compareTo(Duration.ofMillis(1)) < 0 || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException(prefix + ": first-pause is " + firstPause + ", longest-pause " + longestPause
                    + "; the first is more than nothing and the longest at least the first");
        }
        this.what = what;
        this.firstPause = firstPause;
        this.longestPause = longestPause;
        meters.gauge(gauge, waiting);
    }

    /** An attempt that says whether another one could help. */
    public interface Attempt<T> {
        T run() throws Retryable;
    }

    /** It did not work this time. */
    public static final class Retryable extends Exception {

        private static final long serialVersionUID = 1L;

        public Retryable(Throwable cause) {
            super(cause);
        }
    }

    /**
     * The result of the first attempt that works; blocks in between.
     *
     * @throws IllegalStateException when the process ends first
     */
    public <T> T until(Attempt<T> attempt) {
        var pause = firstPause;
        var waits = false;
        while (true) {
            try {
                var result = attempt.run();
                if (waits && waiting.decrementAndGet() == 0) {
                    LOG.infof("events are being handled again what=%s", what);
                }
                return result;
            } catch (Retryable failure) {
                if (!waits && waiting.getAndIncrement() == 0) {
                    LOG.warnf("events can't be handled, trying until they can what=%s cause=%s", what, failure.getCause().toString());
                }
                waits = true;
                sleep(pause);
                pause = pause.multipliedBy(2).compareTo(longestPause) < 0 ? pause.multipliedBy(2) : longestPause;
            }
        }
    }

    /**
     * Does something until it works, whatever it throws before.
     *
     * @throws IllegalStateException when the process ends first
     */
    public void insist(Runnable effect) {
        until(() -> {
            try {
                effect.run();
                return true;
            } catch (RuntimeException notDone) {
                throw new Retryable(notDone);
            }
        });
    }

    void end(@Observes ShutdownEvent stopping) {
        ending.countDown();
    }

    private void sleep(Duration pause) {
        try {
            if (ending.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the process ends; the event will be read again");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the process ends; the event will be read again", interrupted);
        }
    }
}
