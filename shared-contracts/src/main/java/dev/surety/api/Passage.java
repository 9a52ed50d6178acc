package dev.surety.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a document that the caller may see.
 *
 * @param id         of the chunk
 * @param documentId of its document
 * @param title      of the document
 * @param section    path of headings, joined by {@code  › }; empty at the top of a document
 * @param uri        of the document
 * @param text       the piece, blocks parted by line breaks
 * @param rank       1 is best
 * @param updatedAt  how old it is: the review date that it states, or when its source last changed it; null if unknown
 * @param scores     why it ranks there
 * @param index      that it was found in; for rules, not for callers
 * @param clearance  that its document needs, at least 0; for rules, not for callers. A passage without one is not read: it would pass for one of clearance 0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Passage(
        String id,
        String documentId,
        String title,
        String section,
        String uri,
        String text,
        int rank,
        @Nullable Instant updatedAt,
        Scores scores,
        String index,
        @JsonProperty(required = true) int clearance) {

    public Passage {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(documentId, "documentId");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(index, "index");
    }

    /** The same with other words. */
    public Passage with(UnaryOperator<String> change) {
        return new Passage(
                id, documentId, change.apply(title), change.apply(section), uri, change.apply(text), rank, updatedAt, scores, index, clearance);
    }

    /** Ids and sizes only. */
    @Override
    public String toString() {
        return "Passage[" + id + ", rank " + rank + ", " + text.length() + " characters]";
    }

    /**
     * Scores by engine; absent where an engine did not return the passage.
     *
     * @param lexical BM25, at least 0
     * @param vector  cosine similarity mapped to 0…1 by the engine
     * @param fused   0 to 1, what the rank follows unless there is a rerank score
     * @param rerank  score of a reranker, if one ran
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Scores(@Nullable Double lexical, @Nullable Double vector, @Nullable Double fused, @Nullable Double rerank) {}
}
