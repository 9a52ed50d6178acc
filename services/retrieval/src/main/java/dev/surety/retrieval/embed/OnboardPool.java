package dev.surety.retrieval.embed;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** The model in process behind a small pool of platform threads and a bounded queue, in which questions overtake passages. */
final class OnboardPool implements EmbeddingModel, AutoCloseable {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final OnnxModel model;
    private final ThreadPoolExecutor workers;
    private final Map<Purpose, Semaphore> places = new EnumMap<>(Purpose.class);
    private final AtomicLong arrivals = new AtomicLong();

    /**
     * A pool that closes the model with itself.
     *
     * @param threads that compute, at least 1
     * @param queue   texts of each purpose that are taken at once, at least 1: passages never take the questions' places
     */
    OnboardPool(OnnxModel model, int threads, int queue) {
        this.model = model;
        for (var purpose : Purpose.values()) {
            places.put(purpose, new Semaphore(queue));
        }
        this.workers = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new PriorityBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("embedding-", 0).factory());
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public Uni<Vector> embed(String text, Purpose purpose) {
        return Uni.createFrom().emitter(emitter -> {
            if (!places.get(purpose).tryAcquire()) {
                emitter.fail(ProblemException.retryable(ProblemType.OVERLOADED, "too many texts wait to be embedded", RETRY_AFTER));
                return;
            }
            var task = new Task(text, purpose, arrivals.getAndIncrement(), emitter);
            emitter.onTermination(task::abandon);
            workers.execute(task);
        });
    }

    @Override
    public void close() throws Exception {
        workers.shutdownNow().forEach(waiting -> ((Task) waiting).refuse());
        if (workers.awaitTermination(10, TimeUnit.SECONDS)) {
            model.close();
        }
    }

    private final class Task implements Runnable, Comparable<Task> {

        private final String text;
        private final Purpose purpose;
        private final long arrival;
        private final UniEmitter<? super Vector> emitter;
        private final AtomicBoolean abandoned = new AtomicBoolean();

        Task(String text, Purpose purpose, long arrival, UniEmitter<? super Vector> emitter) {
            this.text = text;
            this.purpose = purpose;
            this.arrival = arrival;
            this.emitter = emitter;
        }

        void abandon() {
            abandoned.set(true);
        }

        @Override
        public void run() {
            try {
                if (!abandoned.get()) {
                    emitter.complete(model.embed(text, purpose, abandoned::get));
                }
            } catch (Throwable failed) {
                // This is the end of a thread: whoever waits must hear of anything, also of a native library that can't be linked.
                emitter.fail(failed);
            } finally {
                places.get(purpose).release();
            }
        }

        /** The pool closes before this text's turn. */
        void refuse() {
            emitter.fail(ProblemException.retryable(ProblemType.UNAVAILABLE, "this replica is stopping", RETRY_AFTER));
            places.get(purpose).release();
        }

        @Override
        public int compareTo(Task other) {
            return purpose == other.purpose ? Long.compare(arrival, other.arrival) : purpose.compareTo(other.purpose);
        }
    }
}
