package dev.surety.tool;

/** Arguments that a tool does not take. The message says which one and why, and never what its value was. */
public final class RefusedArguments extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String pointer;

    RefusedArguments(String pointer, String message) {
        super(message, null, false, false);
        this.pointer = pointer;
    }

    /** Where it stands in the arguments, as a JSON Pointer (RFC 6901); empty for the arguments as a whole. */
    public String pointer() {
        return pointer;
    }
}
