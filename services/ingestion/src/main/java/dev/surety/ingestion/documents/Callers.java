package dev.surety.ingestion.documents;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.edge.GrantExchange;
import dev.surety.edge.Grants;
import dev.surety.grant.Grant;
import dev.surety.request.Priority;
import io.smallrye.mutiny.TimeoutException;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Finds out who is asking: a person by bearer token, or one of our services by grant. Blocks. */
@Singleton
final class Callers {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final Grants grants;
    private final GrantExchange exchange;

    Callers(Grants grants, GrantExchange exchange) {
        this.grants = grants;
        this.exchange = exchange;
    }

    /**
     * The caller's grant.
     *
     * @throws ProblemException when there is none: unauthenticated, or nobody can say
     */
    Grant grant(@Nullable String grantHeader, @Nullable String authorization, String requestId) {
        try {
            return grantHeader != null
                    ? grants.verified(grantHeader).await().atMost(TIMEOUT)
                    : exchange.forBearer(authorization, requestId, TIMEOUT, Priority.INTERACTIVE).await().atMost(TIMEOUT.multipliedBy(2)).grant();
        } catch (TimeoutException nobodySays) {
            throw new ProblemException(ProblemType.IDENTITY_UNAVAILABLE, "identity-policy did not vouch for the caller in time", nobodySays);
        }
    }
}
