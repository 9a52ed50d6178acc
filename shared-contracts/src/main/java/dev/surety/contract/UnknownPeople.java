package dev.surety.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.surety.label.Labelled;

/** What becomes of people whom the directory does not hold. */
public enum UnknownPeople implements Labelled {
    /** Their token's word holds. */
    TOKEN("token"),
    /** They are refused. */
    REFUSE("refuse");

    private final String label;

    UnknownPeople(String label) {
        this.label = label;
    }

    @Override
    @JsonValue
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException when there is no such rule for unknown people */
    @JsonCreator
    public static UnknownPeople of(String label) {
        return Labelled.find(values(), label, "rule for unknown people");
    }
}
