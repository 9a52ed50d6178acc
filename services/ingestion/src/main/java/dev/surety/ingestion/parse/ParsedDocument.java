package dev.surety.ingestion.parse;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document as its reader sees it.
 *
 * @param title      never blank
 * @param blocks     in reading order; none when the document has no text
 * @param reviewedAt when it says that it was last reviewed, if it does
 */
public record ParsedDocument(String title, List<Block> blocks, @Nullable Instant reviewedAt) {

    public ParsedDocument {
        blocks = List.copyOf(blocks);
    }

    /** How old what it says is: the review date that it states, unless that lies after the source's last change. */
    public Instant asOf(Instant changedAt) {
        return reviewedAt == null || reviewedAt.isAfter(changedAt) ? changedAt : reviewedAt;
    }

    /** Sizes only. */
    @Override
    public String toString() {
        return "ParsedDocument[" + blocks.size() + " blocks]";
    }
}
