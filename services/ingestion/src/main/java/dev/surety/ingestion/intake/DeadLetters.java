package dev.surety.ingestion.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.contract.RedactionPurpose;
import dev.surety.edge.Redactions;
import dev.surety.event.CloudEvent;
import dev.surety.event.DeadLetter;
import dev.surety.ingestion.event.BadEvent;
import dev.surety.ingestion.event.EventReader;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends what can't be processed to the dead-letter topic, with the reason and without what no event may keep. */
@Singleton
public class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final String SOURCE = "surety-ingestion";
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(30);
    private static final int MOST_BYTES_OF_A_CHARACTER = 4;

    private final MutinyEmitter<byte[]> channel;
    private final ObjectMapper json;
    private final Clock clock;
    private final Redactions redactions;
    private final AtomicLong sent = new AtomicLong();

    DeadLetters(@Channel("dead-letters") MutinyEmitter<byte[]> channel, ObjectMapper json, Clock clock, Redactions redactions) {
        this.channel = channel;
        this.json = json;
        this.clock = clock;
        this.redactions = redactions;
    }

    /** How many have been sent since this process started. */
    public long sinceStart() {
        return sent.get();
    }

    /** Returns when Kafka has confirmed the letter, and throws when it has not. */
    void send(byte @Nullable [] value, IncomingKafkaRecordMetadata<byte[], byte[]> record, BadEvent why) {
        var bytes = value == null ? new byte[0] : value;
        var key = record.getKey() == null ? null : new String(record.getKey(), StandardCharsets.UTF_8);
        var letter = new DeadLetter(
                why.reason().label(),
                redacted(String.valueOf(why.getMessage())),
                record.getTopic(),
                record.getPartition(),
                record.getOffset(),
                key,
                EventReader.idOf(value).orElse(null),
                redacted(beginning(bytes)),
                bytes.length);
        // The same record gives the same id, should it be sent twice.
        var id = "%s-%d-%d".formatted(letter.topic(), letter.partition(), letter.offset());
        var event = CloudEvent.of(id, SOURCE, DeadLetter.TYPE, String.valueOf(key), clock.instant(), letter);
        var metadata = OutgoingKafkaRecordMetadata.<byte[]>builder().withKey(record.getKey()).build();
        channel.sendMessage(Message.of(write(event), Metadata.of(metadata))).await().atMost(SEND_TIMEOUT);
        sent.incrementAndGet();
        LOG.warnf("an event became a dead letter reason=%s partition=%d offset=%d detail=%s",
                letter.reason(), letter.partition(), letter.offset(), letter.detail());
    }

    private static String beginning(byte[] bytes) {
        var enough = Math.min(bytes.length, DeadLetter.LONGEST_PAYLOAD * MOST_BYTES_OF_A_CHARACTER);
        var text = new String(Arrays.copyOf(bytes, enough), StandardCharsets.UTF_8);
        return text.length() <= DeadLetter.LONGEST_PAYLOAD ? text : text.substring(0, DeadLetter.LONGEST_PAYLOAD);
    }

    private String redacted(String text) {
        return redactions.inForce().text(text, RedactionPurpose.EVENT);
    }

    private byte[] write(CloudEvent<DeadLetter> event) {
        try {
            return json.writeValueAsBytes(event);
        } catch (JsonProcessingException neverOfARecord) {
            throw new IllegalStateException(neverOfARecord);
        }
    }
}
