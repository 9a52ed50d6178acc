package dev.surety.evaluation.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.event.CloudEvent;
import dev.surety.event.DeadLetter;
import dev.surety.event.Topics;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jspecify.annotations.Nullable;

/** Sends what can't be kept to {@code surety.answers.dlq.v1}, with the reason. */
@ApplicationScoped
class DeadLetters {

    private static final String SOURCE = "/surety/evaluation";

    private final MutinyEmitter<Record<String, String>> letters;
    private final ObjectMapper json;
    private final Clock clock;

    DeadLetters(@Channel("answers-dlq") MutinyEmitter<Record<String, String>> letters, ObjectMapper json, Clock clock) {
        this.letters = letters;
        this.json = json;
        this.clock = clock;
    }

    /** Returns when Kafka has it; throws when it doesn't get it. */
    void send(ConsumerRecord<String, byte[]> read, @Nullable String eventId, String reason, String detail) {
        var value = Objects.requireNonNullElse(read.value(), new byte[0]);
        var text = new String(value, 0, Math.min(value.length, DeadLetter.LONGEST_PAYLOAD * 4), StandardCharsets.UTF_8);
        var letter = new DeadLetter(
                reason,
                detail,
                read.topic(),
                read.partition(),
                read.offset(),
                read.key(),
                eventId,
                text.substring(0, Math.min(text.length(), DeadLetter.LONGEST_PAYLOAD)),
                value.length);
        letters.sendAndAwait(Record.of(read.key(), written(letter)));
    }

    private String written(DeadLetter letter) {
        // The place in the topic makes the id, so that the same event twice has the same id.
        var id = "%s-%d-%d".formatted(letter.topic(), letter.partition(), letter.offset());
        try {
            return json.writeValueAsString(CloudEvent.of(id, SOURCE, DeadLetter.TYPE, Topics.ANSWERS, clock.instant(), letter));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a dead letter is always JSON", impossible);
        }
    }
}
