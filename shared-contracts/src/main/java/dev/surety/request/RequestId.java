package dev.surety.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Names one request on every response, log line, span and event. A UUID version 7 (RFC 9562), so that ids sort by time.
 *
 * @param value the UUID, version 7
 */
public record RequestId(@JsonValue UUID value) {

    private static final int VERSION = 7;
    private static final int VARIANT = 2;

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    /** @throws IllegalArgumentException when the UUID is not of version 7 and the variant of RFC 9562 */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RequestId {
        Objects.requireNonNull(value, "value");
        if (!isOurs(value)) {
            throw new IllegalArgumentException("a request id is a UUID of version 7, not " + value);
        }
    }

    /** A new id; thread-safe. */
    public static RequestId next() {
        return new RequestId(GENERATOR.generate());
    }

    /** Reads what a caller sent; empty unless it is the canonical text of a UUID of version 7, in either case of letters. */
    public static Optional<RequestId> parse(String text) {
        try {
            var uuid = UUID.fromString(text);
            // UUID also reads groups that are too short or too long, and makes another id of them.
            return isOurs(uuid) && uuid.toString().equalsIgnoreCase(text) ? Optional.of(new RequestId(uuid)) : Optional.empty();
        } catch (IllegalArgumentException notAUuid) {
            return Optional.empty();
        }
    }

    private static boolean isOurs(UUID uuid) {
        return uuid.version() == VERSION && uuid.variant() == VARIANT;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
