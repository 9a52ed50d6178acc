package dev.surety.inference.recall;

import dev.surety.api.Citation;
import dev.surety.event.AnswerRecord.PassageSeen;
import java.time.Instant;
import java.util.List;

/**
 * What is kept of an answer.
 *
 * @param text         the words
 * @param citations    what they rest on
 * @param passages     what whoever wrote them was given, cited or not
 * @param tier         who wrote them
 * @param indexes      that they rest on
 * @param indexRelease what was searched
 * @param confidence   that routing had in its evidence, 0 to 1
 * @param at           when it was answered
 */
public record CachedAnswer(
        String text,
        List<Citation> citations,
        List<PassageSeen> passages,
        String tier,
        List<String> indexes,
        String indexRelease,
        double confidence,
        Instant at) {

    public CachedAnswer {
        citations = List.copyOf(citations);
        passages = List.copyOf(passages);
        indexes = List.copyOf(indexes);
    }

    /** Ids of the documents that the passages are from. */
    List<String> documents() {
        return passages.stream().map(PassageSeen::documentId).distinct().toList();
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "CachedAnswer[" + citations.size() + " citations]";
    }
}
