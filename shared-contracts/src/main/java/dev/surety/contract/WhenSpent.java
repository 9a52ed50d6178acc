package dev.surety.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What happens to callers whose budget is spent. */
public enum WhenSpent {
    /** Only what costs nothing answers. */
    EXTRACTIVE_ONLY("extractive-only"),
    /** They get the places to look at, and no text. */
    SOURCES_ONLY("sources-only");

    private final String label;

    WhenSpent(String label) {
        this.label = label;
    }

    @JsonValue
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException when there is no such behaviour of a spent budget */
    @JsonCreator
    public static WhenSpent of(String label) {
        return Arrays.stream(values())
                .filter(known -> known.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no behaviour of a spent budget '" + label + "': use " + String.join(", ", Arrays.stream(values()).map(WhenSpent::label).toList())));
    }
}
