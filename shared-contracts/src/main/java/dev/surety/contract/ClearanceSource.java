package dev.surety.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.surety.label.Labelled;

/** Whose word holds about the clearance of a person. */
public enum ClearanceSource implements Labelled {
    /** The directory's, whatever the token says. */
    DIRECTORY("directory"),
    /** The token's, whatever the directory says. */
    TOKEN("token"),
    /** The lower one of the two. */
    LOWER("lower");

    private final String label;

    ClearanceSource(String label) {
        this.label = label;
    }

    @Override
    @JsonValue
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException when there is no such source of clearances */
    @JsonCreator
    public static ClearanceSource of(String label) {
        return Labelled.find(values(), label, "source of clearances");
    }
}
