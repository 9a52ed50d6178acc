package dev.surety.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.surety.label.Labelled;

/** Whether something keeps the promise. */
public enum Counts implements Labelled {
    /** It does. */
    GOOD("good"),
    /** It breaks it. */
    BAD("bad");

    private final String label;

    Counts(String label) {
        this.label = label;
    }

    @Override
    @JsonValue
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException when there is no such way to count */
    @JsonCreator
    public static Counts of(String label) {
        return Labelled.find(values(), label, "way to count");
    }
}
