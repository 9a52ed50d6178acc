package dev.surety.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a question ended; each is a success for the caller. */
public enum Outcome {
    ANSWERED("answered"),
    SOURCES_ONLY("sources-only"),
    CLARIFICATION("clarification"),
    REFUSED("refused"),
    HANDED_OFF("handed-off");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    @JsonValue
    public String label() {
        return label;
    }
}
