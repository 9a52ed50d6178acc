package dev.surety.retrieval.engine;

import java.util.List;

/**
 * What both halves found.
 *
 * @param lexical    best first
 * @param vector     best first
 * @param vectorDone whether the vector half did its part
 */
public record Hits(List<Hit> lexical, List<Hit> vector, boolean vectorDone) {

    public Hits {
        lexical = List.copyOf(lexical);
        vector = List.copyOf(vector);
    }
}
