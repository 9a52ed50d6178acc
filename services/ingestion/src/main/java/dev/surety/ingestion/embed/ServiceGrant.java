package dev.surety.ingestion.embed;

import dev.surety.edge.GrantExchange;
import dev.surety.request.Priority;
import dev.surety.request.RequestId;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The grant with which this service speaks for itself. Blocks. */
@Singleton
final class ServiceGrant {

    private final OidcClient identityProvider;
    private final GrantExchange exchange;
    private final Duration timeout;
    private volatile Tokens tokens;

    ServiceGrant(OidcClient identityProvider, GrantExchange exchange, EmbedConfig config) {
        this.identityProvider = identityProvider;
        this.exchange = exchange;
        this.timeout = config.grantTimeout();
    }

    /** The signed grant; an access token is kept until it expires, and the exchange keeps the grant. */
    String jws() {
        var held = tokens;
        if (held == null || held.isAccessTokenExpired() || held.isAccessTokenWithinRefreshInterval()) {
            held = identityProvider.getTokens().await().atMost(timeout);
            tokens = held;
        }
        // Not bulk, although nobody waits for it: one small request a minute, and where bulk is shed no document would change any more, and nobody lose access.
        return exchange.forBearer("Bearer " + held.getAccessToken(), RequestId.next().toString(), timeout, Priority.INTERACTIVE)
                .await()
                .atMost(timeout.multipliedBy(2))
                .jws();
    }

    /** After a refusal: a token that was revoked must not be tried for ever. */
    void forget() {
        tokens = null;
    }
}
