package dev.surety.policy;

/** What is not a resource of its action; the message says why. */
public final class RefusedResource extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String member;

    RefusedResource(String member, String message) {
        super(message);
        this.member = member;
    }

    /** The member that is missing, unknown or of another kind, for instance {@code resource.index}. */
    public String member() {
        return member;
    }
}
