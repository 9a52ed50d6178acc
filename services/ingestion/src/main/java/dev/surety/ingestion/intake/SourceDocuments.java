package dev.surety.ingestion.intake;

import dev.surety.ingestion.event.BadEvent;
import dev.surety.ingestion.event.EventReader;
import dev.surety.ingestion.event.Reason;
import dev.surety.ingestion.pipeline.DocumentPipeline;
import dev.surety.ingestion.pipeline.Result;
import dev.surety.ingestion.register.DocumentRegister;
import dev.surety.request.RequestId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.MDC;

/**
 * Consumes {@code surety.source-documents.v1}, one record at a time on each of its channels, so that what happens to a document happens in order. A
 * record is acknowledged when its effect, or its dead letter, is durable.
 */
@ApplicationScoped
class SourceDocuments {

    private final EventReader reader;
    private final DocumentRegister register;
    private final DocumentPipeline pipeline;
    private final DeadLetters deadLetters;
    private final Patience patience;
    private final Freshness freshness;
    private final Map<Result, Counter> counters = new EnumMap<>(Result.class);

    SourceDocuments(
            EventReader reader,
            DocumentRegister register,
            DocumentPipeline pipeline,
            DeadLetters deadLetters,
            Patience patience,
            Freshness freshness,
            MeterRegistry metrics) {
        this.reader = reader;
        this.register = register;
        this.pipeline = pipeline;
        this.deadLetters = deadLetters;
        this.patience = patience;
        this.freshness = freshness;
        for (var result : Result.values()) {
            counters.put(result, metrics.counter("surety.ingestion.documents", "result", result.label()));
        }
    }

    @Incoming("source-documents")
    @RunOnVirtualThread
    CompletionStage<Void> consume(Message<byte[]> message) {
        MDC.put("requestId", RequestId.next().toString());
        var handled = patience.insist(() -> process(message));
        counters.get(handled.result()).increment();
        handled.reason().ifPresentOrElse(freshness::buried, () -> freshness.handled(handled.result(), record(message).getTimestamp()));
        return message.ack(); // acknowledge
    }

    private Handled process(Message<byte[]> message) {
        try {
            var event = reader.read(message.getPayload()); // parse
            if (register.hasSeen(event)) { // seen before?
                return Handled.as(Result.REPLAYED);
            }
            return Handled.as(pipeline.handle(event)); // handle
        } catch (BadEvent bad) {
            deadLetters.send(message.getPayload(), record(message), bad);
            return Handled.buried(bad.reason());
        }
    }

    /** How it ended, and for a dead letter why. */
    private record Handled(Result result, Optional<Reason> reason) {

        static Handled as(Result result) {
            return new Handled(result, Optional.empty());
        }

        static Handled buried(Reason reason) {
            return new Handled(Result.DEAD_LETTER, Optional.of(reason));
        }
    }

    @SuppressWarnings("unchecked")
    private static IncomingKafkaRecordMetadata<byte[], byte[]> record(Message<byte[]> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow();
    }
}
