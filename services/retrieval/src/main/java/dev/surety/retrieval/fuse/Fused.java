package dev.surety.retrieval.fuse;

import dev.surety.api.Passage;
import dev.surety.retrieval.engine.Hit;

/**
 * A hit in the one ranking.
 *
 * @param hit    the chunk
 * @param scores of both halves, and the fused one, 0 to 1
 */
public record Fused(Hit hit, Passage.Scores scores) {}
