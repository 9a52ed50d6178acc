package dev.surety.evaluation.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.surety.api.ProblemException;
import dev.surety.evaluation.suite.Suites;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/eval-runs}.
 *
 * @param suite name of a suite
 */
record RunRequest(String suite) {

    /** @throws ProblemException when it can't be the name of a suite */
    @JsonCreator
    RunRequest(@JsonProperty("suite") @Nullable String suite) {
        if (suite == null || !suite.matches(Suites.NAME)) {
            throw ProblemException.invalid("suite", "suite is the name of a suite: lower-case letters, digits and hyphens");
        }
        this.suite = suite;
    }
}
