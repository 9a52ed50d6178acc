package dev.surety.inference.recall;

import dev.surety.api.Citation;
import java.time.Instant;
import java.util.List;

/**
 * What is kept of an answer.
 *
 * @param text         the words
 * @param citations    what they rest on
 * @param tier         who wrote them
 * @param indexes      that they rest on
 * @param indexRelease what was searched
 * @param confidence   that routing had in its evidence, 0 to 1
 * @param at           when it was answered
 */
public record CachedAnswer(String text, List<Citation> citations, String tier, List<String> indexes, String indexRelease, double confidence, Instant at) {

    public CachedAnswer {
        citations = List.copyOf(citations);
        indexes = List.copyOf(indexes);
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "CachedAnswer[" + citations.size() + " citations]";
    }
}
