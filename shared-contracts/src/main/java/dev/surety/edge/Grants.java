package dev.surety.edge;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.grant.Grant;
import dev.surety.grant.GrantCodec;
import dev.surety.grant.RefusedGrant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Verifies the grants that other services send. */
@ApplicationScoped
public class Grants {

    private final GrantKeys keys;
    private final Clock clock;
    private final String service;
    private final EntitlementEpochs epochs;

    Grants(GrantKeys keys, EntitlementEpochs epochs, Clock clock, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.keys = keys;
        this.epochs = epochs;
        this.clock = clock;
        this.service = service;
    }

    /**
     * The grant behind the header {@code Surety-Grant}. Fails with {@code unauthenticated} when there is none, or it does not hold, or is not for this
     * service, with {@code grant-outdated} when what its holder may see has changed since, and with {@code identity-unavailable} when its key can't be fetched: never with a guess.
     */
    public Uni<Grant> verified(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return Uni.createFrom().failure(refused("the header Surety-Grant is missing"));
        }
        return Uni.createFrom()
                .item(() -> GrantCodec.keyId(header))
                .chain(keys::byId)
                .map(key -> GrantCodec.verify(header, key, clock, service))
                .onFailure(RefusedGrant.class)
                .transform(refused -> refused("the grant does not hold: " + refused.getMessage()))
                .invoke(this::refuseOutdated);
    }

    private void refuseOutdated(Grant grant) {
        if (epochs.isOutdated(grant)) {
            throw new ProblemException(ProblemType.GRANT_OUTDATED, "what the caller may see has changed since the grant was made: ask for a new one");
        }
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(ProblemType.UNAUTHENTICATED, detail);
    }
}
