package dev.surety.ingestion.register;

import dev.surety.grant.Access;
import java.time.Instant;
import java.util.List;

/**
 * What is known of a document.
 *
 * @param title       as it is indexed
 * @param contentHash of all that its chunks were made of
 * @param access      as the last event said that had its effect
 * @param ahead       what changes say that are known and still wait for their turn; of a deletion, access for nobody
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
        List<Access> ahead,
        int sections,
        int chunks,
        int ordinals,
        Instant updatedAt,
        Instant indexedAt,
        boolean deleted) {

    public KnownDocument {
        ahead = List.copyOf(ahead);
    }

    /** Who may read it now: nobody whom a change that is known already shuts out. */
    public Access permitted() {
        return narrowed(access);
    }

    /** As {@link #permitted}, when the document's access were another one. */
    public Access narrowed(Access other) {
        return ahead.stream().reduce(other, Narrowing::of);
    }

    /** Without title and address. */
    @Override
    public String toString() {
        return "KnownDocument[" + documentId + "]";
    }
}
