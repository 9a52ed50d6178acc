package dev.surety.grant;

import java.security.PublicKey;
import java.time.Clock;

/** Grants that carry their tags, as most tests make them. */
public final class WholeGrant {

    private WholeGrant() {}

    /**
     * Verifies as {@link GrantCodec#read} does.
     *
     * @throws RefusedGrant when it does not hold, or carries a digest of its tags only
     */
    public static Grant read(String text, PublicKey key, Clock clock, String service) {
        return switch (GrantCodec.read(text, key, clock, service)) {
            case Vouched.Whole whole -> whole.grant();
            case Vouched.Abridged abridged -> throw new RefusedGrant("it carries a digest of its tags only");
        };
    }
}
