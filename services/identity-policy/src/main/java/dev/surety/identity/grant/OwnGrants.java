package dev.surety.identity.grant;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.grant.GrantCodec;
import dev.surety.grant.RefusedGrant;
import dev.surety.grant.Vouched;
import dev.surety.identity.key.SigningKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Grants that come back to who made them: from services that want to know more about a caller. */
@ApplicationScoped
public class OwnGrants {

    private final SigningKeys keys;
    private final Clock clock;

    OwnGrants(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * What a grant says.
     *
     * @param grant the header {@code Surety-Grant}
     * @throws ProblemException {@code unauthenticated}, when there is none or it does not hold
     */
    public Vouched read(@Nullable String grant) {
        if (grant == null || grant.isBlank()) {
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "the header Surety-Grant is missing");
        }
        try {
            var key = keys.verifying(GrantCodec.keyId(grant)).orElseThrow(() -> new RefusedGrant("unknown key"));
            return GrantCodec.readOwn(grant, key, clock);
        } catch (RefusedGrant refused) {
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "the grant does not hold: " + refused.getMessage());
        }
    }
}
