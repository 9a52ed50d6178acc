package dev.surety.ingestion.chunk;

/**
 * What becomes one chunk.
 *
 * @param section headings joined by {@link dev.surety.index.Chunk#SECTION_SEPARATOR}, empty above the first heading
 * @param text    blocks parted by line breaks
 */
public record Piece(String section, String text) {

    /** Sizes only. */
    @Override
    public String toString() {
        return "Piece[" + text.length() + " characters]";
    }
}
