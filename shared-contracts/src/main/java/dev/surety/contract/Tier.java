package dev.surety.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Who can write an answer, cheapest first. */
public enum Tier {
    /** In process, without a model: selects and orders the sentences that answer. */
    EXTRACTIVE("extractive"),
    /** A small local model. */
    SMALL("small"),
    /** Any OpenAI-compatible endpoint. */
    LARGE("large");

    private final String label;

    Tier(String label) {
        this.label = label;
    }

    @JsonValue
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException when there is no such tier */
    @JsonCreator
    public static Tier of(String label) {
        return Arrays.stream(values())
                .filter(tier -> tier.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no tier '" + label + "': use extractive, small or large"));
    }
}
