package dev.surety.evaluation.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.evaluation.intake.EventReader.Read;
import dev.surety.evaluation.shelf.Kept;
import dev.surety.event.DecisionMade;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Takes decisions from {@code surety.policy-decisions.v1}: parse, keep unless seen before, acknowledge by returning. */
@ApplicationScoped
class DecisionConsumer {

    private static final Logger LOG = Logger.getLogger(DecisionConsumer.class);

    private final DecisionEvents events;
    private final DecisionStore store;
    private final DeadLetters deadLetters;
    private final DecisionPatience patience;
    private final MeterRegistry meters;

    DecisionConsumer(DecisionEvents events, DecisionStore store, DeadLetters deadLetters, DecisionPatience patience, MeterRegistry meters) {
        this.events = events;
        this.store = store;
        this.deadLetters = deadLetters;
        this.patience = patience;
        this.meters = meters;
    }

    /** Returns, and so acknowledges, only when the decision is kept or its dead letter is sent. */
    @Incoming("policy-decisions")
    @RunOnVirtualThread
    public void consume(ConsumerRecord<String, byte[]> read) {
        switch (events.parse(read.value())) {
            case Read.Event<DecisionMade>(var eventId, var made, var json) -> {
                MDC.put("requestId", made.requestId().toString());
                keep(read, eventId, made, json);
            }
            case Read.Malformed<DecisionMade>(var reason, var detail) -> bury(read, null, reason, detail);
        }
    }

    private void keep(ConsumerRecord<String, byte[]> read, String eventId, DecisionMade made, JsonNode json) {
        switch (patience.until(() -> Kept.attempt(() -> store.keep(made, json)))) {
            case Kept.Done(var how) -> count(how.label());
            case Kept.Refused(var status) -> bury(read, eventId, "unstorable", "OpenSearch refused the decision with status " + status);
        }
    }

    private void bury(ConsumerRecord<String, byte[]> read, @Nullable String eventId, String reason, String detail) {
        patience.insist(() -> deadLetters.send(read, eventId, reason, detail));
        LOG.warnf("decision sent to the dead-letter topic reason=%s partition=%d offset=%d", reason, read.partition(), read.offset());
        count("dead-lettered");
    }

    private void count(String result) {
        meters.counter("surety.evaluation.decisions", "result", result).increment();
    }
}
