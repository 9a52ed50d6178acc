package dev.surety.evaluation.suite;

import java.util.List;

/** A suite that must not be run; one line for each rule that it breaks, with file and line. */
public final class RejectedSuite extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RejectedSuite(String failure) {
        super(failure);
    }

    RejectedSuite(List<String> failures) {
        super(String.join("\n", failures));
    }
}
