package dev.surety.local.eval;

/** A suite that gave no verdict; the message says why and, where a person can help it, how. */
final class CannotRun extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    CannotRun(String message) {
        super(message);
    }
}
