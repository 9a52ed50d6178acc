package dev.surety.evaluation.caller;

import dev.surety.edge.GrantExchange;
import dev.surety.edge.GrantExchange.HeldGrant;
import dev.surety.grant.Grant;
import dev.surety.request.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The callers of this service. Blocking: for virtual threads. */
@ApplicationScoped
public class Callers {

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
     * @throws dev.surety.api.ProblemException {@code unauthenticated} or {@code identity-unavailable}
     */
    public Grant grant(@Nullable String authorization, String requestId) {
        return held(authorization, requestId).grant();
    }

    /**
     * The same with the grant's text, for calls on the caller's behalf.
     *
     * @throws dev.surety.api.ProblemException {@code unauthenticated} or {@code identity-unavailable}
     */
    public HeldGrant held(@Nullable String authorization, String requestId) {
        // The exchange bounds itself: by the time-out, and by another one when it fetches the keys that grants verify with.
        return exchange.forBearer(authorization, requestId, timeout, Priority.INTERACTIVE).await().indefinitely();
    }
}
