package dev.surety.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.surety.label.Labelled;
import java.util.EnumSet;
import java.util.List;

/** What a text is for: who will read it once personal data and secrets are taken out. */
public enum RedactionPurpose implements Labelled {
    /** A model. */
    PROMPT("prompt"),
    /** The caller. */
    ANSWER("answer"),
    /** Whoever reads log files. */
    LOG("log"),
    /** Whoever reads traces. */
    TRACE("trace"),
    /** Whoever reads the records that answers leave. */
    EVENT("event");

    private final String label;

    RedactionPurpose(String label) {
        this.label = label;
    }

    @Override
    @JsonValue
    public String label() {
        return label;
    }

    /** Whether what is written for this purpose stays where others than the caller read it. */
    public boolean stays() {
        return switch (this) {
            case PROMPT, ANSWER -> false;
            case LOG, TRACE, EVENT -> true;
        };
    }

    /**
     * What holds where a contract says nothing of this purpose: what stays keeps no personal data but names, which nothing finds by itself; a caller reads
     * the documents as they are, and a model what the caller may read, both without secrets.
     */
    public Contract.RedactionRule otherwise() {
        var kinds = stays() ? EnumSet.complementOf(EnumSet.of(RedactionKind.PERSON)) : EnumSet.of(RedactionKind.SECRET);
        return new Contract.RedactionRule(this, List.copyOf(kinds), false, Contract.RedactionRule.USUAL_REGIONS);
    }

    /** @throws IllegalArgumentException when there is no such purpose */
    @JsonCreator
    public static RedactionPurpose of(String label) {
        return Labelled.find(values(), label, "purpose of redaction");
    }
}
