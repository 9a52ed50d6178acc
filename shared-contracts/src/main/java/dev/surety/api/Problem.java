package dev.surety.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457).
 *
 * @param type      stable URI of the kind of problem
 * @param title     the kind in words
 * @param status    HTTP status
 * @param detail    what happened and the way out
 * @param field     the member of the request that is wrong, if it is one
 * @param requestId id of the request
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Problem(
        String type, String title, int status, @Nullable String detail, @Nullable String field, @Nullable String requestId) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** The document for a problem of this type. */
    public static Problem of(ProblemType type, @Nullable String detail, @Nullable String field, @Nullable String requestId) {
        return new Problem(type.uri(), type.title(), type.status(), detail, field, requestId);
    }
}
