package dev.surety.evaluation.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.event.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the events of topics that hold one type of event; ignores members that it does not know. */
@ApplicationScoped
public class EventReader {

    private static final String MALFORMED = "malformed-event";

    private final ObjectMapper json;

    EventReader(ObjectMapper json) {
        // Two writings of one key leave open which one other readers believe.
        this.json = json.copy().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    }

    /** What the bytes of an event turned out to be. */
    public sealed interface Read<T> {

        /**
         * What was expected.
         *
         * @param id   CloudEvents id
         * @param data as this version reads them
         * @param json as they were written, with whatever a later version added
         */
        record Event<T>(String id, T data, JsonNode json) implements Read<T> {

            /** Id only. */
            @Override
            public String toString() {
                return "Event[" + id + "]";
            }
        }

        /** Nothing that can be kept, and why. */
        record Malformed<T>(String reason, String detail) implements Read<T> {}
    }

    /**
     * What a topic holds.
     *
     * @param type   the CloudEvents type
     * @param data   what the data are read as
     * @param noun   what they are, for messages
     * @param needed members that must be there, as they were read
     */
    public record Expected<T>(String type, Class<T> data, String noun, Needed<T> needed) {}

    /** Members that a thing needs. */
    public interface Needed<T> {

        /** By name, in order; null where one is missing. */
        Map<String, @Nullable Object> of(T data);
    }

    /** Reads the value of a Kafka record. */
    public <T> Read<T> read(byte @Nullable [] value, Expected<T> expected) {
        if (value == null) {
            return new Read.Malformed<>(MALFORMED, "the record has no value");
        }
        try {
            var event = json.readValue(text(value), new TypeReference<CloudEvent<JsonNode>>() {});
            if (event == null) {
                return new Read.Malformed<>(MALFORMED, "the event is null");
            }
            return expected.type().equals(event.type())
                    ? data(event, expected)
                    : new Read.Malformed<>("unknown-type", "the type is " + shortened(event.type()));
        } catch (CharacterCodingException notUtf8) {
            return new Read.Malformed<>(MALFORMED, "the value is not valid UTF-8");
        } catch (JsonProcessingException unreadable) {
            return new Read.Malformed<>(MALFORMED, "not a CloudEvent in JSON" + place(unreadable));
        }
    }

    private <T> Read<T> data(CloudEvent<JsonNode> event, Expected<T> expected) {
        try {
            var data = json.treeToValue(event.data(), expected.data());
            if (data == null) {
                return new Read.Malformed<>(MALFORMED, "the data are null");
            }
            var missing = missing(expected.needed().of(data));
            return missing.isEmpty()
                    ? new Read.Event<>(event.id(), data, event.data())
                    : new Read.Malformed<>(MALFORMED, "the record lacks " + missing);
        } catch (JsonProcessingException unreadable) {
            return new Read.Malformed<>(MALFORMED, "the data are no " + expected.noun() + place(unreadable));
        }
    }

    private static String missing(Map<String, @Nullable Object> needed) {
        return needed.entrySet().stream().filter(entry -> entry.getValue() == null).map(Map.Entry::getKey).collect(Collectors.joining(", "));
    }

    /** Where, not what: the message of the library quotes the content. */
    private static String place(JsonProcessingException failure) {
        if (failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining(".", ": at ", ""));
        }
        // A tree that was read already has no places any more.
        return failure.getLocation() == null || failure.getLocation().getCharOffset() < 0
                ? ""
                : ": at character " + failure.getLocation().getCharOffset();
    }

    private static String text(byte[] value) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    }

    private static String shortened(String type) {
        return type.length() <= 100 ? type : type.substring(0, 100) + "…";
    }
}
