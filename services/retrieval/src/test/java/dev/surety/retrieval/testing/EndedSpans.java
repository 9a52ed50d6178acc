package dev.surety.retrieval.testing;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** The spans that ended, in their order, as they are before they are redacted. */
@Alternative
@Priority(1)
@Singleton
public class EndedSpans implements SpanProcessor {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Queue<SpanData> ended = new ConcurrentLinkedQueue<>();

    /** Those of one trace, once there are so many: a request's own span ends after its response. */
    public List<SpanData> of(String traceId, int count) {
        var end = System.nanoTime() + LONG_ENOUGH.toNanos();
        var found = of(traceId);
        while (found.size() < count && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
            found = of(traceId);
        }
        return found;
    }

    private List<SpanData> of(String traceId) {
        return ended.stream().filter(span -> span.getTraceId().equals(traceId)).toList();
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        // Only ends are looked at.
    }

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        ended.add(span.toSpanData());
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
