package dev.surety.inference.tool;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** HTTP to systems that are not ours: no redirect is followed, no cookie kept, no more read than is wanted. Blocking. */
@ApplicationScoped
class Wire {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    void stop(@Observes ShutdownEvent event) {
        client.shutdownNow();
    }

    /**
     * Sends a request and reads its response.
     *
     * @param largest bytes of a body; a larger one is not read to its end
     * @param within  how long all of it may take
     * @throws NoReply when there is none
     */
    HttpResponse<byte[]> send(HttpRequest request, int largest, Duration within) throws NoReply {
        return send(request, largest, within, read -> false);
    }

    /** @param enough whether what was read of a stream of events is all that is wanted; asked after each event */
    HttpResponse<byte[]> send(HttpRequest request, int largest, Duration within, Predicate<byte[]> enough) throws NoReply {
        var reply = client.sendAsync(request, head -> new Bounded(largest, isStream(head) ? enough : read -> false));
        try {
            return reply.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new NoReply(Why.LATE);
        } catch (ExecutionException failed) {
            throw new NoReply(why(failed.getCause()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NoReply(Why.BROKEN);
        } finally {
            reply.cancel(true);
        }
    }

    private static boolean isStream(HttpResponse.ResponseInfo head) {
        return head.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
    }

    private static Why why(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TooLarge) {
                return Why.TOO_LARGE;
            }
            if (cause instanceof ConnectException) {
                return Why.UNREACHABLE;
            }
        }
        return Why.BROKEN;
    }

    /** Why there is no reply. */
    enum Why {
        /** Nobody took the connection: nothing was sent. */
        UNREACHABLE,
        /** The time was over. */
        LATE,
        /** The connection broke. */
        BROKEN,
        /** There was a response, with more than anybody wants to read. */
        TOO_LARGE
    }

    /** No reply; without a word of the other side. */
    static final class NoReply extends Exception {

        private static final long serialVersionUID = 1L;

        private final Why why;

        NoReply(Why why) {
            super(why.name(), null, false, false);
            this.why = why;
        }

        Why why() {
            return why;
        }
    }

    private static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** A body up to a size; what is larger ends the connection. */
    private static final class Bounded implements BodySubscriber<byte[]> {

        private final int largest;
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private final CompletableFuture<byte[]> body = new CompletableFuture<>();
        private final Predicate<byte[]> enough;
        private Subscription subscription;

        Bounded(int largest, Predicate<byte[]> enough) {
            this.largest = largest;
            this.enough = enough;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Subscription begun) {
            subscription = begun;
            begun.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (var buffer : buffers) {
                if (read.size() + (long) buffer.remaining() > largest) {
                    subscription.cancel();
                    body.completeExceptionally(new TooLarge());
                    return;
                }
                var bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                read.writeBytes(bytes);
                if (bytes.length > 0 && bytes[bytes.length - 1] == '\n' && enough.test(read.toByteArray())) {
                    subscription.cancel();
                    body.complete(read.toByteArray());
                    return;
                }
            }
        }

        @Override
        public void onError(Throwable failure) {
            body.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            body.complete(read.toByteArray());
        }
    }
}
