package dev.surety.evaluation.decision;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.surety.api.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/policy-dry-runs}.
 *
 * @param contract the text of a contract
 * @param last     decisions that its rules are asked about, 1 to 10,000; 1,000 when it is left out
 */
record DryRunRequest(String contract, int last) {

    private static final int USUAL = 1_000;
    private static final int MOST = 10_000;

    /** @throws ProblemException when there is no contract, or the number is out of its range */
    @JsonCreator
    DryRunRequest(@JsonProperty("contract") @Nullable String contract, @JsonProperty("last") @Nullable Integer last) {
        this(contract == null ? "" : contract, last == null ? USUAL : last.intValue());
    }

    DryRunRequest {
        if (contract.isBlank()) {
            throw ProblemException.invalid("contract", "contract is the text of a contract, as in contract.yaml");
        }
        if (last < 1 || last > MOST) {
            throw ProblemException.invalid("last", "last is a whole number from 1 to " + MOST);
        }
    }

    /** Sizes only. */
    @Override
    public String toString() {
        return "DryRunRequest[" + contract.length() + " characters, last " + last + "]";
    }
}
