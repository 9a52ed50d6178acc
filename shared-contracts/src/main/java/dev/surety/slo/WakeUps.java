package dev.surety.slo;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends waits that took too long. One thread watches the time, and others do what follows. A wake-up that is no longer needed is forgotten at once: Mutiny's own timer
 * would keep it, and the request with it, until its time has come.
 */
public final class WakeUps extends ScheduledThreadPoolExecutor {

    private final Executor workers;

    /** @param workers run what is due */
    public WakeUps(Executor workers) {
        super(1, Thread.ofPlatform().daemon().name("slice-time-outs").factory());
        this.workers = workers;
        setRemoveOnCancelPolicy(true);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return super.schedule(() -> workers.execute(command), delay, unit);
    }
}
