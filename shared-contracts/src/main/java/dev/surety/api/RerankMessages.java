package dev.surety.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages of {@code POST /v1/rerank}, in the form that reranking APIs share. */
public final class RerankMessages {

    private RerankMessages() {}

    /**
     * Short texts to compare with a question.
     *
     * @param query     the question, 1 to {@link SearchRequest#LONGEST_QUERY} characters
     * @param documents 1 to {@link #MOST_DOCUMENTS} texts of at most {@link #LONGEST_DOCUMENT} characters
     */
    public record Request(String query, List<String> documents) {

        public static final int MOST_DOCUMENTS = 64;
        public static final int LONGEST_DOCUMENT = 2_000;

        /** @throws ProblemException when there is no question, no text, too many or too long ones */
        @JsonCreator
        public Request(@JsonProperty("query") @Nullable String query, @JsonProperty("documents") @Nullable List<String> documents) {
            if (query == null || query.isBlank() || query.length() > SearchRequest.LONGEST_QUERY) {
                throw ProblemException.invalid("query", "query has 1 to " + SearchRequest.LONGEST_QUERY + " characters");
            }
            if (documents == null || documents.isEmpty() || documents.size() > MOST_DOCUMENTS) {
                throw ProblemException.invalid("documents", "documents holds 1 to " + MOST_DOCUMENTS + " texts");
            }
            if (documents.stream().anyMatch(text -> text == null || text.isBlank() || text.length() > LONGEST_DOCUMENT)) {
                throw ProblemException.invalid("documents", "a text of documents has 1 to " + LONGEST_DOCUMENT + " characters");
            }
            this.query = query;
            this.documents = List.copyOf(documents);
        }

        /** Without the texts. */
        @Override
        public String toString() {
            return "Request[" + documents.size() + " texts]";
        }
    }

    /**
     * How near each text comes, nearest first.
     *
     * @param model   that compared them
     * @param results one for each text
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Reply(String model, List<Result> results) {

        public Reply {
            results = List.copyOf(results);
        }
    }

    /**
     * One text.
     *
     * @param index          its place in the request, from 0
     * @param relevanceScore cosine of question and text, -1 to 1
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Result(int index, @JsonProperty("relevance_score") double relevanceScore) {}
}
