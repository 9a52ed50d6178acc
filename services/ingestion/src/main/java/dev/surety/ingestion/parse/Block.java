package dev.surety.ingestion.parse;

import java.util.List;

/**
 * A paragraph, list, table or piece of code.
 *
 * @param headings the headings it stands under, outermost first, without the document's title
 * @param kind     how it may be cut
 * @param text     never blank
 */
public record Block(List<String> headings, Kind kind, String text) {

    /** Where a block that is too long may be cut. */
    public enum Kind {
        /** Between sentences. */
        PROSE,
        /** Between lines: list items, rows, lines of code. */
        LINES
    }

    public Block {
        headings = List.copyOf(headings);
        if (text.isBlank()) {
            throw new IllegalArgumentException("a block has words");
        }
    }

    /** Sizes only. */
    @Override
    public String toString() {
        return "Block[" + kind + ", depth " + headings.size() + ", " + text.length() + " characters]";
    }
}
