package dev.surety.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.surety.label.Labelled;

/** Who goes first when there is not room for all, most urgent first. */
public enum Priority implements Labelled {
    /** A person waits. */
    INTERACTIVE("interactive"),
    /** A suite runs. */
    EVALUATION("evaluation"),
    /** Nobody waits. */
    BULK("bulk");

    private final String label;

    Priority(String label) {
        this.label = label;
    }

    @Override
    @JsonValue
    public String label() {
        return label;
    }

    /** The less urgent of the two. */
    public Priority atMost(Priority limit) {
        return compareTo(limit) < 0 ? limit : this;
    }

    /** @throws IllegalArgumentException when there is no such priority */
    @JsonCreator
    public static Priority of(String label) {
        return Labelled.find(values(), label, "priority");
    }
}
