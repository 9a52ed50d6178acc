package dev.surety.ingestion.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The reply of {@code GET /v1/indexes/{name}/health}.
 *
 * @param index          name
 * @param release        that is live
 * @param revision       rises with every change that searches can see
 * @param documents      at that revision
 * @param chunks         at the moment
 * @param embeddingModel that made the release's vectors
 * @param lastEventAt    when the last event for the index had its effect
 * @param deadLetters    events of any index that could not be processed since this process started
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IndexHealth(
        String index,
        String release,
        long revision,
        long documents,
        long chunks,
        String embeddingModel,
        @Nullable Instant lastEventAt,
        long deadLetters) {}
