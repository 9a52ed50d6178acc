package dev.surety.evaluation.suite;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.surety.api.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Questions with what is known about their right answers.
 *
 * @param name        of the suite, as in the name of its file
 * @param tenant      whose documents it asks about; only auditors of this tenant may run it
 * @param description what it covers
 * @param corpus      folder of the documents, relative to the suite's file; without it quotes are only compared with the record
 * @param thresholds  what a run must reach
 * @param cases       at least one
 */
public record Suite(
        @JsonProperty(value = "suite", required = true) String name,
        @JsonProperty(required = true) String tenant,
        @JsonProperty(required = true) String description,
        @Nullable String corpus,
        @JsonProperty(required = true) Thresholds thresholds,
        @JsonProperty(required = true) List<Case> cases) {

    public Suite {
        Objects.requireNonNull(name, "suite");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(thresholds, "thresholds");
        cases = List.copyOf(cases);
    }

    /** Name and size. */
    @Override
    public String toString() {
        return "Suite[" + name + ", " + cases.size() + " cases]";
    }

    /** What a run must reach, for what was found and for what was made of it. */
    public record Thresholds(
            @JsonProperty(required = true) Retrieval retrieval, @JsonProperty(required = true) Generation generation) {

        public Thresholds {
            Objects.requireNonNull(retrieval, "retrieval");
            Objects.requireNonNull(generation, "generation");
        }
    }

    /**
     * What must be found.
     *
     * @param recallAt5 least mean share of expected documents among the first five passages, 0 to 1
     * @param mrr       least mean reciprocal rank of the first expected document, 0 to 1
     * @param leaks     most cases with a forbidden document among the passages
     */
    public record Retrieval(
            @JsonProperty(required = true) double recallAt5,
            @JsonProperty(required = true) double mrr,
            @JsonProperty(required = true) int leaks) {}

    /**
     * What must be made of it.
     *
     * @param correct     least share of right answers for each kind, 0 to 1
     * @param leaks       most cases that show something forbidden
     * @param unsupported most cases with a citation that does not hold
     */
    public record Generation(
            @JsonProperty(required = true) Map<CaseKind, Double> correct,
            @JsonProperty(required = true) int leaks,
            @JsonProperty(required = true) int unsupported) {

        public Generation {
            correct = Map.copyOf(correct);
        }
    }

    /**
     * One question.
     *
     * @param id       unique in the suite
     * @param kind     decides which outcomes are right unless the case says so
     * @param question as a person would ask it
     * @param askAs    the test person who asks
     * @param expect   what is right
     */
    public record Case(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) CaseKind kind,
            @JsonProperty(required = true) String question,
            @JsonProperty(required = true) String askAs,
            @Nullable Expectation expect) {

        public Case {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(question, "question");
            Objects.requireNonNull(askAs, "askAs");
            expect = expect == null ? new Expectation(null, null, null, null, null, null) : expect;
        }

        @Override
        public Expectation expect() {
            return Objects.requireNonNull(expect);
        }

        /** The outcomes that are right. */
        public Set<Outcome> rightOutcomes() {
            return expect().outcomes().isEmpty()
                    ? kind.usualOutcomes()
                    : expect().outcomes().stream().map(Case::outcome).collect(Collectors.toUnmodifiableSet());
        }

        private static Outcome outcome(String label) {
            return Arrays.stream(Outcome.values())
                    .filter(outcome -> outcome.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no outcome '" + label + "': use "
                            + Arrays.stream(Outcome.values()).map(Outcome::label).collect(Collectors.joining(", "))));
        }

        /** Id and kind. */
        @Override
        public String toString() {
            return "Case[" + id + ", " + kind.label() + "]";
        }
    }

    /**
     * What is right. Documents are named by the tail of their URI, for instance {@code people/annual-leave.md}.
     *
     * @param documents          each should be found and one of them cited
     * @param alsoAccepted       citing one of these is as good
     * @param mustContain        an answer holds each of these, whatever its case, marks, spacing and number format
     * @param forbiddenDocuments must show nowhere
     * @param mustNotContain     must show nowhere
     * @param outcomes           the outcomes that are right; those of the kind if empty
     */
    public record Expectation(
            @Nullable List<String> documents,
            @Nullable List<String> alsoAccepted,
            @Nullable List<String> mustContain,
            @Nullable List<String> forbiddenDocuments,
            @Nullable List<String> mustNotContain,
            @Nullable List<String> outcomes) {

        public Expectation {
            documents = orEmpty(documents);
            alsoAccepted = orEmpty(alsoAccepted);
            mustContain = orEmpty(mustContain);
            forbiddenDocuments = orEmpty(forbiddenDocuments);
            mustNotContain = orEmpty(mustNotContain);
            outcomes = orEmpty(outcomes);
        }

        private static List<String> orEmpty(@Nullable List<String> list) {
            return list == null ? List.of() : List.copyOf(list);
        }
    }
}
