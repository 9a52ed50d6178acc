package dev.surety.ingestion.event;

/**
 * Something is wrong with the event itself, so trying again can't help. Everything else that is thrown while an event is handled counts as a
 * dependency that is down, and is tried again.
 */
public final class BadEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** @param detail what was wrong, for the person who repairs it; without the document's words */
    public BadEvent(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    /** With a cause, for the log. */
    public BadEvent(Reason reason, String detail, Throwable cause) {
        super(detail, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
