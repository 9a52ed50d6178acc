package dev.surety.inference.tool;

import dev.surety.label.Labelled;

/** How a call ended, in records and meters. */
enum Outcome implements Labelled {
    /** Called, and answered as the contract wants it. */
    DONE("done"),
    /** Waits for the person. */
    TO_CONFIRM("to-confirm"),
    /** Nothing was called. */
    REFUSED("refused"),
    /** Called, or tried to, in vain. */
    FAILED("failed"),
    /** Called, and nobody knows what came of it. */
    UNKNOWN("unknown");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
