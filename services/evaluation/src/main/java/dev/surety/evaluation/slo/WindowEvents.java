package dev.surety.evaluation.slo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.contract.SliceName;
import dev.surety.event.CloudEvent;
import dev.surety.event.SliceWindow;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads events on {@code surety.slo-status.v1}; ignores fields that it does not know. */
@ApplicationScoped
class WindowEvents {

    private static final String MALFORMED = "malformed-event";
    /** What spans more would be booked far from where it happened. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final Set<String> OBJECTIVES =
            Stream.concat(Stream.of(SliceWindow.ANSWER), Arrays.stream(SliceName.values()).map(SliceName::label)).collect(Collectors.toUnmodifiableSet());

    private final ObjectMapper json;

    WindowEvents(ObjectMapper json) {
        // Two writings of one key leave open which one other readers believe.
        this.json = json.copy().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    }

    /** What the bytes of an event turned out to be. */
    sealed interface Parsed {

        /** Counts to book. */
        record Counted(String source, String eventId, SliceWindow window) implements Parsed {}

        /** Another type of event, of which the topic has several. */
        record Other() implements Parsed {}

        /** Nothing that can be booked, and why. */
        record Malformed(@Nullable String eventId, String reason, String detail) implements Parsed {}
    }

    Parsed parse(byte @Nullable [] value) {
        if (value == null) {
            return new Parsed.Malformed(null, MALFORMED, "the record has no value");
        }
        try {
            var event = json.readValue(text(value), new TypeReference<CloudEvent<JsonNode>>() {});
            if (event == null) {
                return new Parsed.Malformed(null, MALFORMED, "the event is null");
            }
            return SliceWindow.TYPE.equals(event.type()) ? counted(event) : new Parsed.Other();
        } catch (CharacterCodingException notUtf8) {
            return new Parsed.Malformed(null, MALFORMED, "the value is not valid UTF-8");
        } catch (JsonProcessingException unreadable) {
            return new Parsed.Malformed(null, MALFORMED, "not a CloudEvent in JSON");
        }
    }

    private Parsed counted(CloudEvent<JsonNode> event) {
        try {
            var window = json.treeToValue(event.data(), SliceWindow.class);
            if (window == null || window.objective() == null || window.startsAt() == null) {
                return new Parsed.Malformed(event.id(), MALFORMED, "the window lacks objective or startsAt");
            }
            if (!OBJECTIVES.contains(window.objective())) {
                return new Parsed.Malformed(event.id(), "unknown-objective", "the objective is neither a slice nor 'answer'");
            }
            return window.lengthMs() > LONGEST.toMillis()
                    ? new Parsed.Malformed(event.id(), "invalid-field", "lengthMs is " + window.lengthMs() + ", a window is at most " + LONGEST.toMillis() + " long")
                    : new Parsed.Counted(event.source(), event.id(), window);
        } catch (JsonProcessingException unreadable) {
            return new Parsed.Malformed(event.id(), MALFORMED, "the data are no counts of a window");
        }
    }

    private static String text(byte[] value) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    }
}
