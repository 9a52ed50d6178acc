package dev.surety.local.observability;

import dev.surety.contract.ContractFile;

/** Says in a file where it comes from. A file with this mark may be replaced or deleted by the next export; one without it may not. */
final class Origin {

    static final String WORDS = "Generated from the contract by make export-slo; do not edit.";

    private Origin() {}

    static String comment(ContractFile file) {
        return "# " + WORDS + "\n# " + source(file) + "\n";
    }

    static String source(ContractFile file) {
        return "Contract " + file.contract().contract() + ", version " + file.version() + ".";
    }
}
