package dev.surety.evaluation.probe;

import dev.surety.edge.GrantExchange;
import dev.surety.edge.GrantExchange.HeldGrant;
import dev.surety.request.Priority;
import dev.surety.request.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** The probe's own principal: a service account that nobody else uses. Blocking. */
@ApplicationScoped
class ProbePass {

    private static final Duration SPARE = Duration.ofSeconds(15);

    private final ProbeTokenApi api;
    private final GrantExchange exchange;
    private final ProbeConfig config;
    private final Clock clock;
    private volatile @Nullable HeldToken token;

    ProbePass(@RestClient ProbeTokenApi api, GrantExchange exchange, ProbeConfig config, Clock clock) {
        this.api = api;
        this.exchange = exchange;
        this.config = config;
        this.clock = clock;
    }

    /** The value of the header {@code Authorization}; a token is used until shortly before it ends. */
    String authorization() {
        var held = token;
        if (held == null || !clock.instant().isBefore(held.usableUntil())) {
            held = fresh();
            token = held;
        }
        return held.authorization();
    }

    /** What identity-policy gives the probe. */
    HeldGrant grant() {
        return exchange.forBearer(authorization(), RequestId.next().toString(), config.timeout(), Priority.EVALUATION).await().indefinitely();
    }

    private HeldToken fresh() {
        var asked = clock.instant();
        var reply = api.token("client_credentials", config.clientId(), config.clientSecret().orElse(""));
        var life = Duration.ofSeconds(reply.path("expires_in").asLong()).minus(SPARE);
        return new HeldToken("Bearer " + reply.path("access_token").asText(), asked.plus(life));
    }

    private record HeldToken(String authorization, Instant usableUntil) {

        /** Without the token. */
        @Override
        public String toString() {
            return "HeldToken[until " + usableUntil + "]";
        }
    }
}
