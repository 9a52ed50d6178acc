package dev.surety.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.surety.label.Labelled;

/** What happens to callers whose budget is spent. */
public enum WhenSpent implements Labelled {
    /** Only what costs nothing answers. */
    EXTRACTIVE_ONLY("extractive-only"),
    /** They get the places to look at, and no text. */
    SOURCES_ONLY("sources-only");

    private final String label;

    WhenSpent(String label) {
        this.label = label;
    }

    @Override
    @JsonValue
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException when there is no such behaviour of a spent budget */
    @JsonCreator
    public static WhenSpent of(String label) {
        return Labelled.find(values(), label, "behaviour of a spent budget");
    }
}
