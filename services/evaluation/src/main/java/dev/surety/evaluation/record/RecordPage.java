package dev.surety.evaluation.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the caller's records, newest first.
 *
 * @param records {@code requestId, at, question, outcome, tier, cache, costUsd} of each; the question is null where {@code withheldContents} is
 *     {@code access-changed}, because the caller may not read every document behind the answer any more
 * @param next    cursor of what follows; null at the end
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record RecordPage(List<JsonNode> records, @Nullable String next) {

    /** Size only. */
    @Override
    public String toString() {
        return "RecordPage[" + records.size() + "]";
    }
}
