package dev.surety.retrieval.engine;

import dev.surety.index.Chunk;

/**
 * A chunk that the engine found.
 *
 * @param id      of the chunk
 * @param release that it lies in
 * @param score   of the engine
 * @param chunk   the chunk
 */
public record Hit(String id, String release, double score, Chunk chunk) {

    @Override
    public String toString() {
        return "Hit[" + id + ", " + score + "]";
    }
}
