package dev.surety.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.surety.label.Labelled;
import java.util.Optional;

/** What comes after a tier. */
public enum Fallback implements Labelled {
    /** The tier without a model. */
    EXTRACTIVE("extractive"),
    /** The small tier. */
    SMALL("small"),
    /** The large tier. */
    LARGE("large"),
    /** The places to look at; the end of every ladder. */
    SOURCES_ONLY("sources-only");

    private final String label;

    Fallback(String label) {
        this.label = label;
    }

    @Override
    @JsonValue
    public String label() {
        return label;
    }

    /** The tier that it stands for, if it is one. */
    public Optional<Tier> tier() {
        return switch (this) {
            case EXTRACTIVE -> Optional.of(Tier.EXTRACTIVE);
            case SMALL -> Optional.of(Tier.SMALL);
            case LARGE -> Optional.of(Tier.LARGE);
            case SOURCES_ONLY -> Optional.empty();
        };
    }

    /** @throws IllegalArgumentException when there is no such fallback */
    @JsonCreator
    public static Fallback of(String label) {
        return Labelled.find(values(), label, "fallback");
    }
}
