package dev.surety.identity.directory;

/** A change that the directory does not take, and why; the message can be shown to the provisioner. */
public final class RefusedChange extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    RefusedChange(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Kinds of refusal. */
    public enum Reason {
        /** Another entry has the name. */
        NAME_TAKEN,
        /** A member that the tenant's directory does not hold, a circle, or more than there may be. */
        NO_SUCH_MEMBERSHIP,
        /** The entry that is changed is not there any more. */
        GONE
    }
}
