package dev.surety.evaluation.judge;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.surety.evaluation.suite.CaseKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one case went. Reasons name what was expected by its place in the suite and never quote what was shown: whoever reads results need not be
 * allowed to read the documents.
 *
 * @param caseId     of the case
 * @param kind       of the case
 * @param askAs      who asked
 * @param requestId  of the request, if there was an answer
 * @param outcome    label of the outcome, or {@code failed}
 * @param retrieval  what was found
 * @param generation what was made of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CaseResult(
        String caseId,
        CaseKind kind,
        String askAs,
        @Nullable String requestId,
        String outcome,
        Retrieval retrieval,
        Generation generation) {

    /** Label of the outcome when there was no answer. */
    static final String FAILED = "failed";

    /** Whether nothing at all is to be said against it. */
    public boolean passed() {
        return retrieval.reasons().isEmpty() && generation.correct();
    }

    /**
     * What was found.
     *
     * @param searched       false when the answer came from a cache, so that there is no search to judge
     * @param expects        whether the case names documents to be found
     * @param recallAt1      share of the expected documents that are the first passage's, 0 to 1
     * @param recallAt5      share of the expected documents among the first five passages, 0 to 1
     * @param reciprocalRank 1 by the rank of the first passage of a right document, 0 when there is none
     * @param leaked         whether a passage is of a forbidden document
     * @param reasons        what is wrong; empty when nothing is
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Retrieval(
            boolean searched,
            boolean expects,
            double recallAt1,
            double recallAt5,
            double reciprocalRank,
            boolean leaked,
            List<String> reasons) {

        public Retrieval {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * What was made of it.
     *
     * @param outcomeRight     whether the outcome is one of the right ones
     * @param expectsDocuments whether a right document had to be cited
     * @param citesExpected    whether one is
     * @param expectsWords     whether words were wanted
     * @param saysAll          whether all of them are said
     * @param leaked           whether something forbidden is shown
     * @param supported        whether every citation holds
     * @param reasons          what is wrong; empty when nothing is
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Generation(
            boolean outcomeRight,
            boolean expectsDocuments,
            boolean citesExpected,
            boolean expectsWords,
            boolean saysAll,
            boolean leaked,
            boolean supported,
            List<String> reasons) {

        public Generation {
            reasons = List.copyOf(reasons);
        }

        /** Right in every respect. */
        public boolean correct() {
            return outcomeRight && citesExpected && saysAll && !leaked && supported;
        }
    }
}
