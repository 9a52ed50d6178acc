package dev.surety.grant;

/** A grant that does not hold; the message says which check failed and holds nothing of the grant itself. */
public final class RefusedGrant extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RefusedGrant(String reason) {
        super(reason);
    }
}
