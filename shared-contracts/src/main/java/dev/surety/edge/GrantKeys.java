package dev.surety.edge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.grant.RefusedGrant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** The public keys of identity-policy, fetched when an unknown one is named, and not more often than once a second. */
@ApplicationScoped
class GrantKeys {

    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    // A key that identity-policy withdrew must stop opening doors here too.
    private static final Duration LONGEST_USE = Duration.ofMinutes(5);

    private final IdentityPolicyApi identityPolicy;
    private final Clock clock;
    private volatile Fetched fetched = new Fetched(Map.of(), Instant.EPOCH);

    GrantKeys(@RestClient IdentityPolicyApi identityPolicy, Clock clock) {
        this.identityPolicy = identityPolicy;
        this.clock = clock;
    }

    Uni<PublicKey> byId(String keyId) {
        var known = fetched;
        var age = Duration.between(known.at(), clock.instant());
        var key = known.keys().get(keyId);
        if (key != null && age.compareTo(LONGEST_USE) < 0) {
            return Uni.createFrom().item(key);
        }
        if (key == null && age.compareTo(SHORTEST_PAUSE) < 0) {
            return Uni.createFrom().failure(new RefusedGrant("unknown key"));
        }
        return fetch().map(keys -> {
            var found = keys.get(keyId);
            if (found == null) {
                throw new RefusedGrant("unknown key");
            }
            return found;
        });
    }

    private Uni<Map<String, PublicKey>> fetch() {
        return identityPolicy
                .keys()
                .ifNoItem()
                .after(FETCH_TIMEOUT)
                .fail()
                .map(GrantKeys::read)
                .invoke(keys -> fetched = new Fetched(keys, clock.instant()))
                .onFailure()
                .transform(failure -> new ProblemException(
                        ProblemType.IDENTITY_UNAVAILABLE, "the keys of identity-policy can't be fetched", failure));
    }

    private static Map<String, PublicKey> read(JsonNode json) {
        try {
            return new JsonWebKeySet(json.toString())
                    .getJsonWebKeys().stream()
                            .map(PublicJsonWebKey.class::cast)
                            .collect(Collectors.toUnmodifiableMap(JsonWebKey::getKeyId, PublicJsonWebKey::getPublicKey));
        } catch (JoseException unreadable) {
            throw new IllegalArgumentException("not a JWK set", unreadable);
        }
    }

    private record Fetched(Map<String, PublicKey> keys, Instant at) {}
}
