package dev.surety.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.surety.label.Labelled;

/** What a rule does, and what comes of a decision. */
public enum Effect implements Labelled {
    ALLOW("allow"),
    DENY("deny");

    private final String label;

    Effect(String label) {
        this.label = label;
    }

    @Override
    @JsonValue
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException when there is no such effect */
    @JsonCreator
    public static Effect of(String label) {
        return Labelled.find(values(), label, "effect");
    }
}
