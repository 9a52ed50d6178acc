package dev.surety.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * The reply of {@code GET /v1/tag-sets/{digest}}: never another one for the same digest.
 *
 * @param tags sorted
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TagSetMessage(List<String> tags) {

    /** Without the tags. */
    @Override
    public String toString() {
        return "TagSetMessage[" + tags.size() + " tags]";
    }
}
