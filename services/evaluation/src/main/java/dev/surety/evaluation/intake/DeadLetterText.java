package dev.surety.evaluation.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.contract.RedactionPurpose;
import dev.surety.edge.Redactions;
import dev.surety.event.CloudEvent;
import dev.surety.event.DeadLetter;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Writes the event that tells of another one that can't be handled, without what no event may keep. */
@ApplicationScoped
public class DeadLetterText {

    private static final String SOURCE = "/surety/evaluation";

    private final ObjectMapper json;
    private final Clock clock;
    private final Redactions redactions;

    DeadLetterText(ObjectMapper json, Clock clock, Redactions redactions) {
        this.json = json;
        this.clock = clock;
        this.redactions = redactions;
    }

    /**
     * The event, as JSON.
     *
     * @param eventId of the event that was read, if it could be
     * @param reason  a stable word
     * @param detail  for the person who repairs it
     */
    public String of(ConsumerRecord<String, byte[]> read, @Nullable String eventId, String reason, String detail) {
        var value = Objects.requireNonNullElse(read.value(), new byte[0]);
        var text = new String(value, 0, Math.min(value.length, DeadLetter.LONGEST_PAYLOAD * 4), StandardCharsets.UTF_8);
        var letter = new DeadLetter(
                reason,
                redacted(detail),
                read.topic(),
                read.partition(),
                read.offset(),
                read.key(),
                eventId,
                redacted(text.substring(0, Math.min(text.length(), DeadLetter.LONGEST_PAYLOAD))),
                value.length);
        // The place in the topic makes the id, so that the same event twice has the same id.
        var id = "%s-%d-%d".formatted(letter.topic(), letter.partition(), letter.offset());
        try {
            return json.writeValueAsString(CloudEvent.of(id, SOURCE, DeadLetter.TYPE, letter.topic(), clock.instant(), letter));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a dead letter is always JSON", impossible);
        }
    }

    private String redacted(String text) {
        return redactions.inForce().text(text, RedactionPurpose.EVENT);
    }
}
