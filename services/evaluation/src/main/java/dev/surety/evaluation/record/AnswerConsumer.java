package dev.surety.evaluation.record;

import dev.surety.contract.SliceName;
import dev.surety.evaluation.intake.EventReader.Read;
import dev.surety.evaluation.shelf.Kept;
import dev.surety.event.AnswerRecord;
import dev.surety.slo.Enforcement;
import dev.surety.slo.SliceCount;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Takes answer records from {@code surety.answers.v1}: parse, keep unless seen before, acknowledge by returning. */
@ApplicationScoped
class AnswerConsumer {

    private static final Logger LOG = Logger.getLogger(AnswerConsumer.class);

    private final AnswerEvents events;
    private final AnswerStore store;
    private final DeadLetters deadLetters;
    private final RecordPatience patience;
    private final MeterRegistry meters;
    private final SliceCount recorded;
    private final Clock clock;

    AnswerConsumer(
            AnswerEvents events,
            AnswerStore store,
            DeadLetters deadLetters,
            RecordPatience patience,
            MeterRegistry meters,
            Enforcement enforcement,
            Clock clock) {
        this.events = events;
        this.store = store;
        this.deadLetters = deadLetters;
        this.patience = patience;
        this.meters = meters;
        this.recorded = enforcement.count(SliceName.RECORD);
        this.clock = clock;
    }

    /** Returns, and so acknowledges, only when the record is kept or its dead letter is sent. */
    @Incoming("answers")
    @RunOnVirtualThread
    public void consume(ConsumerRecord<String, byte[]> read) {
        switch (events.parse(read.value())) {
            case Read.Event<AnswerRecord>(var eventId, var record, var json) -> {
                nameRequest(record);
                keep(read, eventId, new StoredRecord(record, json));
            }
            case Read.Malformed<AnswerRecord>(var reason, var detail) -> {
                bury(read, null, reason, detail);
                recorded.excluded();
            }
        }
    }

    /** In the log and in the trace, which goes on from the one that asked the question. */
    private static void nameRequest(AnswerRecord record) {
        var requestId = record.requestId().toString();
        MDC.put("requestId", requestId);
        Span.current().setAttribute("surety.request_id", requestId);
    }

    private void keep(ConsumerRecord<String, byte[]> read, String eventId, StoredRecord record) {
        switch (patience.until(() -> Kept.attempt(() -> store.keep(record)))) {
            case Kept.Done(var how) -> {
                count(how.label());
                slice(how, record);
            }
            case Kept.Refused(var status) -> {
                bury(read, eventId, "unstorable", "OpenSearch refused the record with status " + status);
                recorded.failed();
            }
        }
    }

    /** The slice {@code record}: from the answer to its record's being there for who asks. */
    private void slice(Kept.How how, StoredRecord record) {
        switch (how) {
            case NEW -> recorded.succeeded(Duration.between(record.record().at(), clock.instant()), List.of());
            case SEEN_BEFORE -> recorded.excluded();
        }
    }

    private void bury(ConsumerRecord<String, byte[]> read, @Nullable String eventId, String reason, String detail) {
        patience.insist(() -> deadLetters.send(read, eventId, reason, detail));
        LOG.warnf("answer record sent to the dead-letter topic reason=%s partition=%d offset=%d", reason, read.partition(), read.offset());
        count("dead-lettered");
    }

    private void count(String result) {
        meters.counter("surety.evaluation.records", "result", result).increment();
    }
}
