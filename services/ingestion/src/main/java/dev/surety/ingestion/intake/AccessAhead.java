package dev.surety.ingestion.intake;

import dev.surety.ingestion.event.BadEvent;
import dev.surety.ingestion.event.EventReader;
import dev.surety.ingestion.pipeline.DocumentPipeline;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Reads {@code surety.source-documents.v1} a second time, ahead of {@link SourceDocuments}, for changes of access and deletions only: behind a bulk load they would
 * wait for every document before them to be embedded. What they close is closed here; all the rest of them happens in its order.
 *
 * <p>While nothing waits, the first consumer has handled an event before this one looks at it, and nothing is done twice.
 */
@ApplicationScoped
class AccessAhead {

    private final EventReader reader;
    private final DocumentPipeline pipeline;
    private final Patience patience;
    private final IntakeConfig config;
    private final Clock clock;
    private final Counter closed;

    AccessAhead(
            EventReader reader,
            DocumentPipeline pipeline,
            Patience patience,
            IntakeConfig config,
            Clock clock,
            MeterRegistry metrics) {
        if (config.headStart().isNegative() || config.headStart().compareTo(IntakeConfig.LONGEST_HEAD_START) > 0) {
            throw new IllegalArgumentException("surety.ingestion.head-start is %s, it must be 0 s to %s".formatted(config.headStart(), IntakeConfig.LONGEST_HEAD_START));
        }
        this.reader = reader;
        this.pipeline = pipeline;
        this.patience = patience;
        this.config = config;
        this.clock = clock;
        this.closed = Counter.builder("surety.ingestion.closed.ahead")
                .description("documents closed for somebody before their event's turn")
                .register(metrics);
    }

    @Incoming("access-ahead")
    @RunOnVirtualThread
    CompletionStage<Void> consume(Message<byte[]> message) {
        var published = message.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow().getTimestamp();
        if (isRemembered(published)) {
            giveHeadStart(published);
            if (patience.insist(() -> closes(message.getPayload()))) {
                closed.increment();
            }
        }
        return message.ack();
    }

    private boolean closes(byte[] payload) {
        try {
            return pipeline.closeAhead(reader.read(payload));
        } catch (BadEvent buriedInItsTurn) {
            return false;
        }
    }

    /** Of an event that is older, nobody knows whether it has had its turn: if it has, nothing would open again what is closed here. */
    private boolean isRemembered(Instant published) {
        return published.isAfter(clock.instant().minus(config.rememberEvents().dividedBy(2)));
    }

    private void giveHeadStart(Instant published) {
        var left = Duration.between(clock.instant(), published.plus(config.headStart()));
        if (left.isPositive()) {
            patience.pause(left);
        }
    }
}
