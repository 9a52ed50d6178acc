package dev.surety.evaluation.intake;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Sends what can't be kept to a dead-letter topic, with the reason. Each consumer has one of its own. */
public abstract class DeadLetterSender {

    private final MutinyEmitter<Record<String, String>> letters;
    private final DeadLetterText text;

    protected DeadLetterSender(MutinyEmitter<Record<String, String>> letters, DeadLetterText text) {
        this.letters = letters;
        this.text = text;
    }

    /** Returns when Kafka has it; throws when it doesn't get it. */
    public void send(ConsumerRecord<String, byte[]> read, @Nullable String eventId, String reason, String detail) {
        letters.sendAndAwait(Record.of(read.key(), text.of(read, eventId, reason, detail)));
    }
}
