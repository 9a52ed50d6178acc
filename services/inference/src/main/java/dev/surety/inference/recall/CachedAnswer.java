package dev.surety.inference.recall;

import dev.surety.api.Citation;
import java.util.List;

/**
 * What is kept of an answer.
 *
 * @param text         the words
 * @param citations    what they rest on
 * @param tier         who wrote them
 * @param indexRelease what was searched
 */
public record CachedAnswer(String text, List<Citation> citations, String tier, String indexRelease) {

    public CachedAnswer {
        citations = List.copyOf(citations);
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "CachedAnswer[" + citations.size() + " citations]";
    }
}
