package dev.surety.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * The reply of {@code POST /v1/visibilities}.
 *
 * @param visible those of the documents asked for that the grant may see now, each once, in the order of the request. What is missing was deleted, never
 *     existed or may not be seen; the reply does not tell which
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record VisibilityReply(List<String> visible) {

    public VisibilityReply {
        visible = List.copyOf(visible);
    }
}
