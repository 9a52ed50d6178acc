package dev.surety.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent 1.0 in structured JSON mode.
 *
 * @param <T>     what the event says
 * @param id      unique together with {@code source}; consumers use it to see each event once
 * @param source  who says it, a URI reference
 * @param type    what kind of event it is, {@code dev.surety.….v1}
 * @param subject what it is about
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents 1.0.2</a>
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CloudEvent<T>(
        String specversion,
        String id,
        String source,
        String type,
        @Nullable String subject,
        @Nullable Instant time,
        @Nullable String datacontenttype,
        T data) {

    /** The version of the specification that is read and written. */
    public static final String SPEC_VERSION = "1.0";

    /** The media type of the envelope. */
    public static final String MEDIA_TYPE = "application/cloudevents+json";

    public CloudEvent {
        require("specversion", specversion);
        require("id", id);
        require("source", source);
        require("type", type);
        Objects.requireNonNull(data, "data");
        if (!SPEC_VERSION.equals(specversion)) {
            throw new IllegalArgumentException("specversion is 1.0, not " + specversion);
        }
    }

    /** An event of now-ish, with JSON data. */
    public static <T> CloudEvent<T> of(String id, String source, String type, String subject, Instant time, T data) {
        return new CloudEvent<>(SPEC_VERSION, id, source, type, subject, time, "application/json", data);
    }

    private static void require(String attribute, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("a CloudEvent needs the attribute " + attribute);
        }
    }
}
