package dev.surety.ingestion.embed;

/**
 * Vectors of different models can't be compared, so an index holds those of one.
 *
 * @param name      as retrieval names it
 * @param dimension length of its vectors
 */
public record EmbeddingModel(String name, int dimension) {}
