package dev.surety.retrieval.embed;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
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
    private final Semaphore places;
    private final AtomicLong arrivals = new AtomicLong();

    OnboardPool(OnnxModel model, int threads, int queue) {
        this.model = model;
        this.places = new Semaphore(queue);
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
            if (!places.tryAcquire()) {
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
        workers.shutdown();
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
                    emitter.complete(model.embed(text, purpose));
                }
            } catch (RuntimeException failed) {
                emitter.fail(failed);
            } finally {
                places.release();
            }
        }

        @Override
        public int compareTo(Task other) {
            return purpose == other.purpose ? Long.compare(arrival, other.arrival) : purpose.compareTo(other.purpose);
        }
    }
}
