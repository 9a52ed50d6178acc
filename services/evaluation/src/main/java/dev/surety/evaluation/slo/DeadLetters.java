package dev.surety.evaluation.slo;

import dev.surety.evaluation.intake.DeadLetterText;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jspecify.annotations.Nullable;

/** Sends what can't be kept to {@code surety.slo-status.dlq.v1}, with the reason. */
@ApplicationScoped
class DeadLetters {

    private final MutinyEmitter<Record<String, String>> letters;
    private final DeadLetterText text;

    DeadLetters(@Channel("slo-ledger-dlq") MutinyEmitter<Record<String, String>> letters, DeadLetterText text) {
        this.letters = letters;
        this.text = text;
    }

    /** Returns when Kafka has it; throws when it doesn't get it. */
    void send(ConsumerRecord<String, byte[]> read, @Nullable String eventId, String reason, String detail) {
        letters.sendAndAwait(Record.of(read.key(), text.of(read, eventId, reason, detail)));
    }
}
