package dev.surety.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.surety.label.Labelled;

/** The slices of the contract, and the service that enforces each. */
public enum SliceName implements Labelled {
    /** Inference lets the question in. */
    ADMIT("admit", "inference"),
    /** Identity-policy says who asks. */
    AUTHORIZE("authorize", "identity-policy"),
    /** Retrieval finds the passages. */
    RETRIEVE("retrieve", "retrieval"),
    /** Retrieval orders their sentences. */
    RERANK("rerank", "retrieval"),
    /** Inference writes and verifies. */
    GENERATE("generate", "inference"),
    /** Inference puts the record away. */
    SETTLE("settle", "inference"),
    /** Ingestion makes a changed document findable. */
    INGEST("ingest", "ingestion"),
    /** Evaluation makes an answer record searchable. */
    RECORD("record", "evaluation"),
    /** Evaluation watches that what was taken from somebody is gone for them. */
    REVOKE("revoke", "evaluation");

    private final String label;
    private final String service;

    SliceName(String label, String service) {
        this.label = label;
        this.service = service;
    }

    @Override
    @JsonValue
    public String label() {
        return label;
    }

    /** Name of the service that enforces it. */
    public String service() {
        return service;
    }

    /** @throws IllegalArgumentException when there is no such slice */
    @JsonCreator
    public static SliceName of(String label) {
        return Labelled.find(values(), label, "slice");
    }
}
