package dev.surety.inference.tool;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks for calls whose replica died before it could say what came of them, so that each has its record, and for those that need not be known any more. */
@ApplicationScoped
class Unsettled {

    private static final Logger LOG = Logger.getLogger(Unsettled.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final Calls calls;
    private final ToolConfig config;
    private @Nullable Thread watch;

    /** @throws IllegalArgumentException when a duration of the configuration is out of its bounds */
    Unsettled(Calls calls, ToolConfig config) {
        within("confirmation", config.confirmation(), Duration.ofSeconds(1), Duration.ofDays(1));
        within("remembered", config.remembered(), Duration.ofHours(1), Duration.ofDays(30));
        within("grace", config.grace(), Duration.ofSeconds(1), Duration.ofHours(1));
        within("pause", config.pause(), Duration.ofMillis(100), Duration.ofHours(1));
        within("timeout", config.timeout(), Duration.ofMillis(1), Duration.ofMinutes(1));
        this.calls = calls;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        watch = Thread.ofVirtual().name("tool-calls-unsettled").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (watch != null) {
            watch.interrupt();
            watch.join(LONGEST_STOP);
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(config.pause());
                look();
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void look() {
        try {
            var late = calls.giveUp();
            if (late > 0) {
                LOG.warnf("calls of tools were never settled count=%d", late);
            }
            calls.forget();
        } catch (SQLException | RuntimeException failure) {
            // Whatever it was: without this thread such calls would have no record.
            LOG.warnf("calls of tools could not be looked through cause=%s", failure.getClass().getSimpleName());
        }
    }

    private static void within(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("surety.tools." + key + " is " + value + ", it must be " + least + " to " + most);
        }
    }
}
