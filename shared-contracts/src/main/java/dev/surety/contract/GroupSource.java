package dev.surety.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.surety.label.Labelled;

/** Whose word holds about the groups of a person. */
public enum GroupSource implements Labelled {
    /** The directory's, whatever the token says. */
    DIRECTORY("directory"),
    /** The token's, whatever the directory says. */
    TOKEN("token"),
    /** The groups of both: a group that is denied something is never lost. */
    BOTH("both");

    private final String label;

    GroupSource(String label) {
        this.label = label;
    }

    @Override
    @JsonValue
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException when there is no such source of groups */
    @JsonCreator
    public static GroupSource of(String label) {
        return Labelled.find(values(), label, "source of groups");
    }
}
