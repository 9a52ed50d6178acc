package dev.surety.ingestion.release;

import dev.surety.index.IndexNames;
import dev.surety.ingestion.embed.EmbeddingModel;

/**
 * A release of an index: what does not change about it.
 *
 * @param index  name of the index
 * @param number from 1
 * @param model  that made all its vectors
 */
public record IndexRelease(String index, int number, EmbeddingModel model) {

    /** For instance {@code handbook-0007}. */
    public String name() {
        return IndexNames.release(index, number);
    }
}
