package dev.surety.local.process;

/** A part can't run, said in one line: which part, what happened, the way out. */
public final class PartFailure extends RuntimeException {

    private final String part;
    private final String message;

    public PartFailure(String part, String message) {
        super(part + ": " + message);
        this.part = part;
        this.message = message;
    }

    /** The same failure with one more way out. */
    public PartFailure or(String wayOut) {
        return new PartFailure(part, message + "; or: " + wayOut);
    }

    public String part() {
        return part;
    }
}
