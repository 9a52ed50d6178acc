package dev.surety.ingestion.parse;

import java.util.List;

/**
 * A document as its reader sees it.
 *
 * @param title  never blank
 * @param blocks in reading order; none when the document has no text
 */
public record ParsedDocument(String title, List<Block> blocks) {

    public ParsedDocument {
        blocks = List.copyOf(blocks);
    }

    /** Sizes only. */
    @Override
    public String toString() {
        return "ParsedDocument[" + blocks.size() + " blocks]";
    }
}
