package dev.surety.evaluation.caller;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.edge.GrantExchange;
import dev.surety.edge.GrantExchange.HeldGrant;
import dev.surety.grant.Grant;
import dev.surety.request.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The callers of this service. Blocking: for virtual threads. */
@ApplicationScoped
public class Callers {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final GrantExchange exchange;
    private final Duration timeout;

    Callers(GrantExchange exchange, CallerConfig config) {
        if (config.timeout().toMillis() < 1) {
            throw new IllegalArgumentException("surety.evaluation.callers.timeout is " + config.timeout() + ", it must be more than nothing");
        }
        this.exchange = exchange;
        this.timeout = config.timeout();
    }

    /**
     * What identity-policy says about a caller.
     *
     * @throws ProblemException {@code unauthenticated} or {@code identity-unavailable}
     */
    public Grant grant(@Nullable String authorization, String requestId) {
        return held(authorization, requestId).grant();
    }

    /**
     * The same with the grant's text, for calls on the caller's behalf.
     *
     * @throws ProblemException {@code unauthenticated} or {@code identity-unavailable}
     */
    public HeldGrant held(@Nullable String authorization, String requestId) {
        // The exchange bounds itself: by the time-out, and by another one when it fetches the keys that grants verify with.
        return exchange.forBearer(authorization, requestId, timeout, Priority.INTERACTIVE).await().indefinitely();
    }

    /**
     * Does something on the caller's behalf; once more with a new grant when another service heard before this one that the caller's rights have changed.
     *
     * @throws ProblemException {@code unauthenticated} or {@code identity-unavailable}, or what the work throws
     */
    public <T> T as(@Nullable String authorization, String requestId, Function<HeldGrant, T> work) {
        var first = held(authorization, requestId);
        try {
            return work.apply(first);
        } catch (ProblemException refused) {
            if (refused.type() != ProblemType.GRANT_OUTDATED) {
                throw refused;
            }
            exchange.forget(first);
            return again(held(authorization, requestId), work);
        }
    }

    private static <T> T again(HeldGrant second, Function<HeldGrant, T> work) {
        try {
            return work.apply(second);
        } catch (ProblemException refused) {
            if (refused.type() != ProblemType.GRANT_OUTDATED) {
                throw refused;
            }
            throw ProblemException.retryable(ProblemType.IDENTITY_UNAVAILABLE, "what you may see is changing at this moment", RETRY_AFTER, refused);
        }
    }
}
