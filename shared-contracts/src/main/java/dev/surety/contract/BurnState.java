package dev.surety.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.surety.label.Labelled;

/** How an objective's error budget does, best first. */
public enum BurnState implements Labelled {
    /** It lasts. */
    STEADY("steady"),
    /** It burns too fast to last; somebody looks at it in working hours. */
    TICKET("ticket"),
    /** It burns so fast that somebody is woken. */
    PAGE("page"),
    /** There is none left. */
    EXHAUSTED("exhausted");

    private final String label;

    BurnState(String label) {
        this.label = label;
    }

    @Override
    @JsonValue
    public String label() {
        return label;
    }

    /** Whether this state is {@code other} or worse. */
    public boolean atLeast(BurnState other) {
        return compareTo(other) >= 0;
    }

    /** @throws IllegalArgumentException when there is no such burn state */
    @JsonCreator
    public static BurnState of(String label) {
        return Labelled.find(values(), label, "burn state");
    }
}
