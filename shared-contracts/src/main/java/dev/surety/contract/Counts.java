package dev.surety.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Whether something keeps the promise. */
public enum Counts {
    /** It does. */
    GOOD("good"),
    /** It breaks it. */
    BAD("bad");

    private final String label;

    Counts(String label) {
        this.label = label;
    }

    @JsonValue
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException when there is no such way to count */
    @JsonCreator
    public static Counts of(String label) {
        return Arrays.stream(values())
                .filter(known -> known.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no way to count '" + label + "': use " + String.join(", ", Arrays.stream(values()).map(Counts::label).toList())));
    }
}
