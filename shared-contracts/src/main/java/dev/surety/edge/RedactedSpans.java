package dev.surety.edge;

import dev.surety.contract.RedactionPurpose;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.InstrumentationLibraryInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.quarkus.opentelemetry.runtime.exporter.otlp.tracing.LateBoundSpanProcessor;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Takes out of every span what no trace may keep before it is exported: of its name, its attributes, its events with the exceptions in them, and its status. An
 * alternative to all other processors of spans, so that the framework gives spans to this one alone; it passes them on to the one that exports. Another one that is
 * to be asked is an alternative of the same priority, and sees spans as they are.
 */
@Alternative
@Priority(RedactedSpans.PRIORITY)
@Singleton
class RedactedSpans implements SpanProcessor {

    static final int PRIORITY = 1;

    private static final AttributeKey<Boolean> WITHHELD = AttributeKey.booleanKey("surety.redaction.failed");

    private final LateBoundSpanProcessor exporting;
    // Looked up with the first span that ends: spans are made before there is a contract.
    private final Instance<Redactions> redactions;

    RedactedSpans(LateBoundSpanProcessor exporting, Instance<Redactions> redactions) {
        this.exporting = exporting;
        this.redactions = redactions;
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        if (!exporting.isDelegateNull()) {
            exporting.onStart(parent, span);
        }
    }

    @Override
    public boolean isStartRequired() {
        return exporting.isStartRequired();
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (!exporting.isDelegateNull()) {
            exporting.onEnd(new RedactedSpan(span, this::redacted));
        }
    }

    @Override
    public boolean isEndRequired() {
        return exporting.isEndRequired();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporting.isDelegateNull() ? CompletableResultCode.ofSuccess() : exporting.shutdown();
    }

    @Override
    public CompletableResultCode forceFlush() {
        return exporting.isDelegateNull() ? CompletableResultCode.ofSuccess() : exporting.forceFlush();
    }

    /** On the exporter's thread, not on the one that ended the span. */
    private SpanData redacted(SpanData span) {
        try {
            var redaction = redactions.get().inForce();
            return Written.of(span, text -> redaction.bounded(text, RedactionPurpose.TRACE));
        } catch (RuntimeException | Error failed) {
            // Whatever it is: a span that nobody looked through leaves without its words.
            return new Written(span, span.getSpanContext().getSpanId(), Attributes.of(WITHHELD, true), List.of(), List.of(), StatusData.unset());
        }
    }

    /** A span that is asked for its content when it is exported. */
    private record RedactedSpan(ReadableSpan span, UnaryOperator<SpanData> redactor) implements ReadableSpan {

        @Override
        public SpanData toSpanData() {
            return redactor.apply(span.toSpanData());
        }

        @Override
        public SpanContext getSpanContext() {
            return span.getSpanContext();
        }

        @Override
        public SpanContext getParentSpanContext() {
            return span.getParentSpanContext();
        }

        @Override
        public String getName() {
            return toSpanData().getName();
        }

        @Override
        @Deprecated
        public InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
            return span.getInstrumentationLibraryInfo();
        }

        @Override
        public InstrumentationScopeInfo getInstrumentationScopeInfo() {
            return span.getInstrumentationScopeInfo();
        }

        @Override
        public boolean hasEnded() {
            return span.hasEnded();
        }

        @Override
        public long getLatencyNanos() {
            return span.getLatencyNanos();
        }

        @Override
        public SpanKind getKind() {
            return span.getKind();
        }

        @Override
        public <T> T getAttribute(AttributeKey<T> key) {
            return toSpanData().getAttributes().get(key);
        }

        @Override
        public Attributes getAttributes() {
            return toSpanData().getAttributes();
        }
    }

    /** What is exported. */
    private static final class Written extends DelegatingSpanData {

        private final String name;
        private final Attributes attributes;
        private final List<EventData> events;
        private final List<LinkData> links;
        private final StatusData status;

        Written(SpanData span, String name, Attributes attributes, List<EventData> events, List<LinkData> links, StatusData status) {
            super(span);
            this.name = name;
            this.attributes = attributes;
            this.events = events;
            this.links = links;
            this.status = status;
        }

        static Written of(SpanData span, UnaryOperator<String> words) {
            return new Written(
                    span,
                    words.apply(span.getName()),
                    attributes(span.getAttributes(), words),
                    span.getEvents().stream()
                            .map(event -> EventData.create(
                                    event.getEpochNanos(), words.apply(event.getName()), attributes(event.getAttributes(), words), event.getTotalAttributeCount()))
                            .toList(),
                    span.getLinks().stream()
                            .map(link -> LinkData.create(link.getSpanContext(), attributes(link.getAttributes(), words), link.getTotalAttributeCount()))
                            .toList(),
                    StatusData.create(span.getStatus().getStatusCode(), words.apply(span.getStatus().getDescription())));
        }

        @SuppressWarnings("unchecked")
        private static Attributes attributes(Attributes attributes, UnaryOperator<String> words) {
            var redacted = attributes.toBuilder();
            attributes.forEach((key, value) -> {
                if (value instanceof String text) {
                    redacted.put((AttributeKey<String>) key, words.apply(text));
                } else if (value instanceof List<?> values && values.stream().allMatch(String.class::isInstance)) {
                    redacted.put((AttributeKey<List<String>>) key, values.stream().map(String.class::cast).map(words).toList());
                } else if (!(value instanceof Number || value instanceof Boolean || value instanceof List<?>)) {
                    redacted.remove(key);
                }
            });
            return redacted.build();
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public Attributes getAttributes() {
            return attributes;
        }

        @Override
        public List<EventData> getEvents() {
            return events;
        }

        @Override
        public List<LinkData> getLinks() {
            return links;
        }

        @Override
        public StatusData getStatus() {
            return status;
        }
    }
}
