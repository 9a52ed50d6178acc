package dev.surety.ingestion.documents;

import dev.surety.ingestion.release.ListedRelease;
import java.time.Instant;
import java.util.List;

/**
 * A release of an index.
 *
 * @param release        its name, {@code <index>-<four digits>}
 * @param live           whether it is searched
 * @param embeddingModel that made its vectors
 * @param revision       rises with every change that searches can see
 * @param documents      at that revision
 * @param createdAt      when it was begun
 */
public record ReleaseMessage(String release, boolean live, String embeddingModel, long revision, long documents, Instant createdAt) {

    static ReleaseMessage of(ListedRelease listed) {
        return new ReleaseMessage(
                listed.release().name(), listed.isLive(), listed.release().model().name(), listed.revision(), listed.documents(), listed.createdAt());
    }

    /**
     * The reply of {@code GET /v1/indexes/{name}/releases}.
     *
     * @param releases the oldest first
     */
    public record All(List<ReleaseMessage> releases) {}
}
