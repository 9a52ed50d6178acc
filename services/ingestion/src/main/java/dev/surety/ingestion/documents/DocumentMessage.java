package dev.surety.ingestion.documents;

import java.time.Instant;

/**
 * The reply of {@code GET /v1/documents/{documentId}}.
 *
 * @param documentId id
 * @param title      as it is indexed
 * @param uri        in its source
 * @param index      that it belongs to
 * @param release    of that index, {@code <index>-<four digits>}
 * @param sections   different sections among its chunks
 * @param chunks     pieces that can be found
 * @param updatedAt  when the source last changed it
 * @param indexedAt  when it was last written to the index
 */
public record DocumentMessage(
        String documentId,
        String title,
        String uri,
        String index,
        String release,
        int sections,
        int chunks,
        Instant updatedAt,
        Instant indexedAt) {

    /** Without title and address. */
    @Override
    public String toString() {
        return "DocumentMessage[" + documentId + "]";
    }
}
