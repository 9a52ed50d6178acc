package dev.surety.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.surety.label.Labelled;

/** What a service does by itself while an error budget burns. Each is a degradation mode, so that callers are told. */
public enum BurnAction implements Labelled {
    /** The cheapest tier that may answer goes first. */
    PREFER_CHEAPER_TIER("prefer-cheaper-tier", Degradation.CHEAPER_TIER),
    /** Answers have fewer sentences, models fewer tokens. */
    SHORTEN_ANSWERS("shorten-answers", Degradation.SHORTER_ANSWERS),
    /** Cached answers are reused for longer, none below the quality floor. */
    RAISE_CACHE_TOLERANCE("raise-cache-tolerance", Degradation.TOLERANT_CACHE),
    /** Evaluation and bulk callers get the places to look at, and no text. */
    SOURCES_ONLY_FOR_LOW_PRIORITY("sources-only-for-low-priority", Degradation.SOURCES_ONLY_LOW_PRIORITY),
    /** Evaluation and bulk callers are turned away. */
    SHED_EVALUATION("shed-evaluation", Degradation.LOAD_SHED),
    /** Bulk callers are turned away. */
    SHED_BULK("shed-bulk", Degradation.LOAD_SHED),
    /** No release goes live. */
    FREEZE_PROMOTIONS("freeze-promotions", Degradation.PROMOTIONS_FROZEN);

    private final String label;
    private final Degradation mode;

    BurnAction(String label, Degradation mode) {
        this.label = label;
        this.mode = mode;
    }

    @Override
    @JsonValue
    public String label() {
        return label;
    }

    /** What callers are told while it is in force. */
    public Degradation mode() {
        return mode;
    }

    /** @throws IllegalArgumentException when there is no such burn action */
    @JsonCreator
    public static BurnAction of(String label) {
        return Labelled.find(values(), label, "burn action");
    }
}
