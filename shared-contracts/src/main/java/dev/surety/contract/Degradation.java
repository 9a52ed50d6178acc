package dev.surety.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** The ways in which the product works less well and says so. */
public enum Degradation {
    /** Questions can't be embedded or the vector half fails: retrieval finds by words only. */
    LEXICAL_ONLY("lexical-only"),
    /** A tier that should have written the answer did not; a cheaper one did. */
    TIER_FALLBACK("tier-fallback"),
    /** Kafka takes no answer records; they wait in the outbox. */
    RECORDS_DELAYED("records-delayed");

    private final String label;

    Degradation(String label) {
        this.label = label;
    }

    @JsonValue
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException when there is no such mode */
    @JsonCreator
    public static Degradation of(String label) {
        return Arrays.stream(values())
                .filter(mode -> mode.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no degradation mode '" + label + "': use "
                                + String.join(", ", Arrays.stream(values()).map(Degradation::label).toList())));
    }
}
