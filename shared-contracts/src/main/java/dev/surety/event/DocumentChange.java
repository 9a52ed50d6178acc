package dev.surety.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data of an event on {@code surety.source-documents.v1}, as it is on the wire. Which members are needed depends on the event's type; ingestion
 * checks that.
 *
 * @param index       index that the document belongs to: lower-case letters, digits and hyphens, at most 40
 * @param uri         identity of the document in its source; also the key of the record
 * @param title       optional; otherwise the document's own
 * @param contentType {@code text/markdown}, {@code text/html} or {@code text/plain}
 * @param content     the content inline, or
 * @param contentUri  where ingestion may read it
 * @param updatedAt   when the source last changed it
 * @param tenant      the organisation that owns it
 * @param allow       allow tags; none means nobody
 * @param deny        deny tags
 * @param clearance   least clearance, at least 0
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DocumentChange(
        @Nullable String index,
        @Nullable String uri,
        @Nullable String title,
        @Nullable String contentType,
        @Nullable String content,
        @Nullable String contentUri,
        @Nullable Instant updatedAt,
        @Nullable String tenant,
        @Nullable List<String> allow,
        @Nullable List<String> deny,
        @Nullable Integer clearance) {

    /** Without the content. */
    @Override
    public String toString() {
        return "DocumentChange[" + index + ", " + uri + "]";
    }
}
