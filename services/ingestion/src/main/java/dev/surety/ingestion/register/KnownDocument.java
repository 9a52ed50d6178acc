package dev.surety.ingestion.register;

import dev.surety.grant.Access;
import java.time.Instant;

/**
 * What is known of a document.
 *
 * @param title       as it is indexed
 * @param contentHash of all that its chunks were made of
 * @param sections    different sections among its chunks
 * @param chunks      chunks that can be found
 * @param ordinals    chunks that may lie in the index, at least {@code chunks}
 * @param updatedAt   when the source last changed it
 * @param indexedAt   when it was last written to the index
 * @param deleted     gone, or not yet indexed for the first time
 */
public record KnownDocument(
        String documentId,
        String index,
        String uri,
        String title,
        String contentHash,
        Access access,
        int sections,
        int chunks,
        int ordinals,
        Instant updatedAt,
        Instant indexedAt,
        boolean deleted) {

    /** Without title and address. */
    @Override
    public String toString() {
        return "KnownDocument[" + documentId + "]";
    }
}
