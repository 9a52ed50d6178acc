package dev.surety.retrieval.engine;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** The documents that the hits are of. */
    public Set<String> documents() {
        return Stream.concat(lexical.stream(), vector.stream()).map(hit -> hit.chunk().documentId()).collect(Collectors.toSet());
    }

    /** Without the hits of all other documents. */
    public Hits of(Set<String> documents) {
        return new Hits(only(lexical, documents), only(vector, documents), vectorDone);
    }

    private static List<Hit> only(List<Hit> hits, Set<String> documents) {
        return hits.stream().filter(hit -> documents.contains(hit.chunk().documentId())).toList();
    }
}
