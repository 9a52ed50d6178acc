package dev.surety.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/searches}.
 *
 * @param query   the question, in its own words; never a query language; 1 to {@link #LONGEST_QUERY} characters
 * @param k       passages wanted, 1 to {@link #MOST_PASSAGES}; 8 if absent
 * @param mode    which engines; hybrid if absent
 * @param filters narrows the search; nothing if absent
 * @param explain whether each passage carries all its scores; true if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchRequest(String query, Integer k, Mode mode, Filters filters, Boolean explain) {

    public static final int LONGEST_QUERY = 4_000;
    public static final int MOST_PASSAGES = 50;
    private static final int DEFAULT_K = 8;

    /** @throws ProblemException when a field is out of its bounds */
    @JsonCreator
    public SearchRequest(
            @JsonProperty("query") @Nullable String query,
            @JsonProperty("k") @Nullable Integer k,
            @JsonProperty("mode") @Nullable Mode mode,
            @JsonProperty("filters") @Nullable Filters filters,
            @JsonProperty("explain") @Nullable Boolean explain) {
        if (query == null || query.isBlank()) {
            throw ProblemException.invalid("query", "query is missing or empty: send the question as text");
        }
        if (query.length() > LONGEST_QUERY) {
            throw ProblemException.invalid("query", "query has " + query.length() + " characters, at most " + LONGEST_QUERY + " are taken");
        }
        if (k != null && (k < 1 || k > MOST_PASSAGES)) {
            throw ProblemException.invalid("k", "k is " + k + ", it must be 1 to " + MOST_PASSAGES);
        }
        this.query = query;
        this.k = k == null ? DEFAULT_K : k;
        this.mode = mode == null ? Mode.HYBRID : mode;
        this.filters = filters == null ? new Filters(List.of()) : filters;
        this.explain = explain == null || explain;
    }

    /** Without the query. */
    @Override
    public String toString() {
        return "SearchRequest[" + query.length() + " characters, k " + k + ", " + mode + "]";
    }

    /**
     * What narrows a search.
     *
     * @param indexes indexes to search; all if empty
     */
    public record Filters(List<String> indexes) {

        private static final int MOST_INDEXES = 20;
        private static final String NAME = "[a-z0-9][a-z0-9-]{0,39}";

        /** @throws ProblemException when a name is not an index's name */
        public Filters(@Nullable List<String> indexes) {
            this.indexes = indexes == null ? List.of() : List.copyOf(indexes);
            if (this.indexes.size() > MOST_INDEXES || !this.indexes.stream().allMatch(name -> name.matches(NAME))) {
                throw ProblemException.invalid(
                        "filters.indexes", "up to " + MOST_INDEXES + " names of lower-case letters, digits and hyphens are taken");
            }
        }
    }

    /** Which engines look for passages. */
    public enum Mode {
        HYBRID,
        LEXICAL,
        VECTOR;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws ProblemException when there is no such mode */
        @JsonCreator
        public static Mode of(String label) {
            return Arrays.stream(values())
                    .filter(mode -> mode.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.invalid("mode", "mode is hybrid, lexical or vector"));
        }
    }
}
