package dev.surety.ingestion.pipeline;

/** How the handling of an event ended. The labels are in metrics. */
public enum Result {
    INDEXED("indexed"),
    /** Registered, but there were no words in it. */
    EMPTY("empty"),
    UNCHANGED("unchanged"),
    ACCESS_CHANGED("access-changed"),
    DELETED("deleted"),
    /** The register holds a later state. */
    OUTDATED("outdated"),
    /** To be deleted or to change access, but never heard of. */
    UNKNOWN("unknown"),
    /** Had its effect before. */
    REPLAYED("replayed"),
    DEAD_LETTER("dead-letter");

    private final String label;

    Result(String label) {
        this.label = label;
    }

    /** The value of the metric's tag {@code result}. */
    public String label() {
        return label;
    }

    /** Whether somebody may now find what was hidden a moment ago, or the other way round: told to others at once. */
    boolean isUrgent() {
        return this == ACCESS_CHANGED || this == DELETED;
    }

    /** Whether something that searches see has changed. */
    boolean changesTheIndex() {
        return this == INDEXED || this == EMPTY || this == ACCESS_CHANGED || this == DELETED;
    }
}
