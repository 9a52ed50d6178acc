package dev.surety.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An event that could not be processed, and why.
 *
 * @param reason       stable word for the reason, for instance {@code malformed-event}
 * @param detail       what was wrong, for the person who repairs it
 * @param topic        where it was read
 * @param partition    of the topic
 * @param offset       in the partition: the whole event can be read again there while the topic keeps it
 * @param key          the record's key, if it had a readable one
 * @param eventId      the CloudEvents id, if it could be read
 * @param payload      the record's value as text, cut at {@link #LONGEST_PAYLOAD} characters
 * @param payloadBytes size of the value as it was read
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetter(
        String reason,
        String detail,
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        @Nullable String eventId,
        String payload,
        long payloadBytes) {

    public static final String TYPE = "dev.surety.dead-letter.v1";

    /** Characters of the payload that are kept. */
    public static final int LONGEST_PAYLOAD = 65_536;
}
