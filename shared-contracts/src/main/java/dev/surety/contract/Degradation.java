package dev.surety.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.surety.label.Labelled;

/** The ways in which the product works less well and says so. */
public enum Degradation implements Labelled {
    /** Questions can't be embedded or the vector half fails: retrieval finds by words only. */
    LEXICAL_ONLY("lexical-only"),
    /** A tier that should have written the answer did not; another one did. */
    TIER_FALLBACK("tier-fallback"),
    /** Kafka takes no answer records; they wait in the outbox. */
    RECORDS_DELAYED("records-delayed"),
    /** The error budget burns: the cheapest tier goes first. */
    CHEAPER_TIER("cheaper-tier"),
    /** The error budget burns: answers are shorter. */
    SHORTER_ANSWERS("shorter-answers"),
    /** The error budget burns: cached answers are reused for longer. */
    TOLERANT_CACHE("tolerant-cache"),
    /** The error budget burns: low-priority callers get places to look at. */
    SOURCES_ONLY_LOW_PRIORITY("sources-only-low-priority"),
    /** The error budget burns: low-priority callers are turned away. */
    LOAD_SHED("load-shed"),
    /** The error budget burns: no release goes live. */
    PROMOTIONS_FROZEN("promotions-frozen"),
    /** The day's money is spent: no paid model is called. */
    BUDGET_SPENT("budget-spent"),
    /** Evaluation is silent: each replica acts on what it counted itself. */
    LOCAL_BURN_STATE("local-burn-state");

    private final String label;

    Degradation(String label) {
        this.label = label;
    }

    @Override
    @JsonValue
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException when there is no such degradation mode */
    @JsonCreator
    public static Degradation of(String label) {
        return Labelled.find(values(), label, "degradation mode");
    }
}
