package dev.surety.ingestion.event;

/** Why an event can't be processed, however often it is tried. The labels are on dead letters and in metrics, and stay as they are. */
public enum Reason {
    /** Not UTF-8, not JSON, or not a CloudEvent 1.0. */
    MALFORMED_EVENT("malformed-event"),
    /** A CloudEvent of a type that is none of ours. */
    UNKNOWN_TYPE("unknown-type"),
    MISSING_FIELD("missing-field"),
    INVALID_FIELD("invalid-field"),
    UNSUPPORTED_CONTENT_TYPE("unsupported-content-type"),
    /** The event or the content is over the limit. */
    TOO_LARGE("too-large"),
    CONTENT_URI_NOT_ALLOWED("content-uri-not-allowed"),
    /** The address is allowed, but nothing readable is there. */
    CONTENT_UNREADABLE("content-unreadable"),
    /** The content was read, but no structure could be made of it. */
    CONTENT_UNPARSABLE("content-unparsable"),
    REFUSED_BY_EMBEDDING("refused-by-embedding"),
    REFUSED_BY_INDEX("refused-by-index");

    private final String label;

    Reason(String label) {
        this.label = label;
    }

    /** Whether a part of this product would not take what was right in itself; all else is wrong where it comes from. */
    public boolean isOurs() {
        return this == REFUSED_BY_EMBEDDING || this == REFUSED_BY_INDEX;
    }

    /** The word on the wire. */
    public String label() {
        return label;
    }
}
