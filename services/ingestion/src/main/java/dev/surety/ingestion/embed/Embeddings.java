package dev.surety.ingestion.embed;

import java.util.List;

/**
 * Vectors and what made them.
 *
 * @param model   that made them
 * @param vectors in the order of the texts
 */
public record Embeddings(EmbeddingModel model, List<float[]> vectors) {

    public Embeddings {
        vectors = List.copyOf(vectors);
    }

    /** Sizes only. */
    @Override
    public String toString() {
        return "Embeddings[" + model + ", " + vectors.size() + "]";
    }
}
