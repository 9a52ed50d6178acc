package dev.surety.evaluation.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.event.AnswerRecord;
import dev.surety.event.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads events on {@code surety.answers.v1}; ignores fields that it does not know. */
@ApplicationScoped
class AnswerEvents {

    private static final String MALFORMED = "malformed-event";

    private final ObjectMapper json;

    AnswerEvents(ObjectMapper json) {
        // Two writings of one key leave open which one other readers believe.
        this.json = json.copy().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    }

    /** What the bytes of an event turned out to be. */
    sealed interface Parsed {

        /** A record to keep. */
        record Answered(String eventId, StoredRecord record) implements Parsed {}

        /** Nothing that can be kept, and why. */
        record Malformed(String reason, String detail) implements Parsed {}
    }

    Parsed parse(byte @Nullable [] value) {
        if (value == null) {
            return new Parsed.Malformed(MALFORMED, "the record has no value");
        }
        try {
            var event = json.readValue(text(value), new TypeReference<CloudEvent<JsonNode>>() {});
            if (event == null) {
                return new Parsed.Malformed(MALFORMED, "the event is null");
            }
            return AnswerRecord.TYPE.equals(event.type()) ? answered(event) : new Parsed.Malformed("unknown-type", "the type is " + shortened(event.type()));
        } catch (CharacterCodingException notUtf8) {
            return new Parsed.Malformed(MALFORMED, "the value is not valid UTF-8");
        } catch (JsonProcessingException unreadable) {
            return new Parsed.Malformed(MALFORMED, "not a CloudEvent in JSON" + place(unreadable));
        }
    }

    private Parsed answered(CloudEvent<JsonNode> event) {
        try {
            var record = json.treeToValue(event.data(), AnswerRecord.class);
            if (record == null) {
                return new Parsed.Malformed(MALFORMED, "the data are null");
            }
            var missing = missing(record);
            return missing.isEmpty()
                    ? new Parsed.Answered(event.id(), new StoredRecord(record, event.data()))
                    : new Parsed.Malformed(MALFORMED, "the record lacks " + missing);
        } catch (JsonProcessingException unreadable) {
            return new Parsed.Malformed(MALFORMED, "the data are no answer record" + place(unreadable));
        }
    }

    private static String missing(AnswerRecord record) {
        var needed = new LinkedHashMap<String, @Nullable Object>();
        needed.put("requestId", record.requestId());
        needed.put("at", record.at());
        needed.put("question", record.question());
        needed.put("text", record.text());
        needed.put("outcome", record.outcome());
        needed.put("tier", record.tier());
        needed.put("cache", record.cache());
        return needed.entrySet().stream()
                .filter(entry -> entry.getValue() == null)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
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
