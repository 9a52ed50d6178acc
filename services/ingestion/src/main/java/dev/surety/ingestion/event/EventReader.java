package dev.surety.ingestion.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.event.CloudEvent;
import dev.surety.event.DocumentEvents;
import dev.surety.grant.Access;
import dev.surety.ingestion.event.DocumentEvent.About;
import dev.surety.ingestion.event.DocumentEvent.AccessChanged;
import dev.surety.ingestion.event.DocumentEvent.Content;
import dev.surety.ingestion.event.DocumentEvent.Deleted;
import dev.surety.ingestion.event.DocumentEvent.Upserted;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bytes of a record in, a checked event out. Members that are not known are ignored: a source may say more than we read. */
@Singleton
public final class EventReader {

    /** JSON may write a character with up to six; twice is what real documents stay under. */
    private static final int ROOM_FOR_ESCAPES = 2;

    private static final int LONGEST_ID = 500;
    private static final long LARGEST_LIMIT = 30L * 1024 * 1024;

    private final Clock clock;
    private final long largestDocument;
    private final ObjectMapper json;

    EventReader(EventConfig config, Clock clock) {
        this.clock = clock;
        this.largestDocument = config.largestDocument().asLongValue();
        if (largestDocument < 1 || largestDocument > LARGEST_LIMIT) {
            throw new IllegalArgumentException(
                    "surety.ingestion.largest-document is %s, it must be 1 byte to 30M".formatted(config.largestDocument()));
        }
        var factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Math.toIntExact(largestDocument * ROOM_FOR_ESCAPES))
                        .build())
                // Of two members of one name, one might open what the other closes.
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        this.json = new ObjectMapper(factory).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /**
     * Reads one event.
     *
     * @param value of the record; null for a record without one
     * @throws BadEvent when anything about it is not as agreed
     */
    public DocumentEvent read(byte @Nullable [] value) {
        if (value == null) {
            throw new BadEvent(Reason.MALFORMED_EVENT, "the record has no value");
        }
        if (value.length > largestDocument * ROOM_FOR_ESCAPES) {
            throw new BadEvent(
                    Reason.TOO_LARGE,
                    "the event has %d bytes, at most %d are taken; send contentUri instead of content".formatted(
                            value.length, largestDocument * ROOM_FOR_ESCAPES));
        }
        var envelope = parse(utf8(value));
        var type = attribute(envelope, "type");
        if (!CloudEvent.SPEC_VERSION.equals(attribute(envelope, "specversion"))) {
            throw new BadEvent(Reason.MALFORMED_EVENT, "specversion must be \"1.0\"");
        }
        var id = attribute(envelope, "id");
        var source = attribute(envelope, "source");
        return switch (type) {
            case DocumentEvents.UPSERTED -> upserted(id, source, data(envelope));
            case DocumentEvents.DELETED -> deleted(id, source, data(envelope));
            case DocumentEvents.ACCESS_CHANGED -> accessChanged(id, source, data(envelope));
            default -> throw new BadEvent(Reason.UNKNOWN_TYPE, "type is '%s', known are %s, %s, %s".formatted(
                    type, DocumentEvents.UPSERTED, DocumentEvents.DELETED, DocumentEvents.ACCESS_CHANGED));
        };
    }

    /** The CloudEvents id of what may be no event at all; reads no further than it must. */
    public static Optional<String> idOf(byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        try (JsonParser parser = new JsonFactory().createParser(value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                var token = parser.nextToken();
                if (name.equals("id")) {
                    return token == JsonToken.VALUE_STRING ? Optional.of(parser.getText()) : Optional.empty();
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private Upserted upserted(String id, String source, EventData data) {
        var contentType = data.text("contentType", EventData.LONGEST_NAME);
        return new Upserted(
                about(id, source, data),
                data.title().orElse(null),
                ContentType.of(contentType).orElseThrow(() -> new BadEvent(
                        Reason.UNSUPPORTED_CONTENT_TYPE,
                        "data.contentType is '%s', known are text/markdown, text/html and text/plain".formatted(contentType))),
                content(data),
                data.moment("updatedAt", clock).orElseThrow(() -> EventData.missing("updatedAt")),
                access(data));
    }

    private Deleted deleted(String id, String source, EventData data) {
        return new Deleted(about(id, source, data), data.moment("updatedAt", clock));
    }

    private static AccessChanged accessChanged(String id, String source, EventData data) {
        return new AccessChanged(about(id, source, data), access(data));
    }

    private static About about(String id, String source, EventData data) {
        return new About(id, source, data.indexName(), data.text("uri", EventData.LONGEST_URI));
    }

    /** All four are needed: what a source forgot to say must not open a document. */
    private static Access access(EventData data) {
        return new Access(data.text("tenant", EventData.LONGEST_NAME), data.allowTags(), data.denyTags(), data.clearance());
    }

    private Content content(EventData data) {
        var inline = data.content();
        var address = data.optionalText("contentUri", EventData.LONGEST_URI);
        if (inline.isPresent() == address.isPresent()) {
            throw new BadEvent(
                    inline.isPresent() ? Reason.INVALID_FIELD : Reason.MISSING_FIELD, "data needs one of content and contentUri, and not both");
        }
        if (inline.isPresent()) {
            var bytes = inline.get().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > largestDocument) {
                throw new BadEvent(
                        Reason.TOO_LARGE, "data.content has %d bytes as UTF-8, at most %d are taken".formatted(bytes, largestDocument));
            }
            return new Content.Inline(inline.get());
        }
        return new Content.At(address.orElseThrow());
    }

    private static String utf8(byte[] value) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new BadEvent(Reason.MALFORMED_EVENT, "the event is not UTF-8");
        }
    }

    private JsonNode parse(String text) {
        try {
            var node = json.readTree(text);
            if (!node.isObject()) {
                throw new BadEvent(Reason.MALFORMED_EVENT, "the event is not a JSON object");
            }
            return node;
        } catch (JsonProcessingException notJson) {
            var at = notJson.getLocation();
            throw new BadEvent(
                    Reason.MALFORMED_EVENT,
                    "the event is not valid JSON" + (at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr())));
        }
    }

    private static String attribute(JsonNode envelope, String name) {
        var value = envelope.path(name);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new BadEvent(Reason.MALFORMED_EVENT, "a CloudEvent 1.0 needs the attribute " + name + " as text");
        }
        if (value.textValue().length() > LONGEST_ID || !EventData.isClean(value.textValue())) {
            throw new BadEvent(
                    Reason.MALFORMED_EVENT, "the attribute %s has more than %d characters, or control characters".formatted(name, LONGEST_ID));
        }
        return value.textValue();
    }

    private static EventData data(JsonNode envelope) {
        if (!envelope.path("data").isObject()) {
            throw new BadEvent(Reason.MALFORMED_EVENT, "the event's data is not a JSON object");
        }
        return new EventData(envelope.path("data"));
    }
}
