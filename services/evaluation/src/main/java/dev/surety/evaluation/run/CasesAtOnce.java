package dev.surety.evaluation.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** A few cases at a time, each on a virtual thread; all runs share the same few places. */
@ApplicationScoped
class CasesAtOnce {

    private static final int MOST = 64;

    private final Semaphore places;

    CasesAtOnce(RunConfig config) {
        if (config.concurrency() < 1 || config.concurrency() > MOST) {
            throw new IllegalArgumentException("surety.evaluation.runs.concurrency is " + config.concurrency() + ", it must be 1 to " + MOST);
        }
        this.places = new Semaphore(config.concurrency(), true);
    }

    /** What is done with each. */
    interface Step<T> {
        void on(int place, T one);
    }

    /**
     * Returns when all are done.
     *
     * @throws IllegalStateException with the first failure as its cause, when one failed; the others are finished or interrupted then
     */
    <T> void each(List<T> all, Step<T> step) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Future<?>>();
            for (var place = 0; place < all.size(); place++) {
                var at = place;
                tasks.add(threads.submit(() -> inPlace(step, at, all.get(at))));
            }
            await(tasks);
        }
    }

    private <T> Void inPlace(Step<T> step, int at, T one) throws InterruptedException {
        places.acquire();
        try {
            step.on(at, one);
            return null;
        } finally {
            places.release();
        }
    }

    private static void await(List<Future<?>> tasks) {
        try {
            for (var task : tasks) {
                task.get();
            }
        } catch (ExecutionException failed) {
            tasks.forEach(task -> task.cancel(true));
            throw new IllegalStateException("a case could not be carried out", failed.getCause());
        } catch (InterruptedException interrupted) {
            tasks.forEach(task -> task.cancel(true));
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the run was interrupted", interrupted);
        }
    }
}
