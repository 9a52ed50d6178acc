package dev.surety.identity.decision;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.surety.label.Labelled;

/** Where it comes from what somebody is explained to have. */
enum Source implements Labelled {
    TOKEN("token"),
    DIRECTORY("directory"),
    REQUEST("request");

    private final String label;

    Source(String label) {
        this.label = label;
    }

    @Override
    @JsonValue
    public String label() {
        return label;
    }
}
