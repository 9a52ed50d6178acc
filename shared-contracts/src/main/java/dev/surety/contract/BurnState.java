package dev.surety.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** How an objective's error budget does, best first. */
public enum BurnState {
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
        return Arrays.stream(values())
                .filter(known -> known.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no burn state '" + label + "': use " + String.join(", ", Arrays.stream(values()).map(BurnState::label).toList())));
    }
}
