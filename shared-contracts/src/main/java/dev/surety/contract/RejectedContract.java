package dev.surety.contract;

import java.util.List;

/** A contract that must not be put into force; one line for each rule that it breaks. */
public final class RejectedContract extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RejectedContract(String failure) {
        super(failure);
    }

    RejectedContract(List<String> failures) {
        super(String.join(System.lineSeparator(), failures));
    }
}
