package dev.surety.edge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.grant.RefusedGrant;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The public keys of identity-policy, fetched when an unknown one is named, but not more often than once a second; and every half minute once they were needed,
 * so that a key that was withdrawn stops opening doors soon, and those that hold are not too old when identity-policy goes away.
 */
@ApplicationScoped
class GrantKeys {

    private static final Logger LOG = Logger.getLogger(GrantKeys.class);

    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration FRESH = Duration.ofSeconds(30);
    // While identity-policy is away. Longer than any grant that it signed before, shorter than a leaked key may be useful.
    private static final Duration LONGEST_USE = Duration.ofMinutes(5);

    private final IdentityPolicyApi identityPolicy;
    private final Clock clock;
    private final Thread thread = Thread.ofVirtual().name("grant-keys").unstarted(this::keepFresh);
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

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    private void keepFresh() {
        try {
            while (true) {
                Thread.sleep(FRESH);
                refresh();
            }
        } catch (InterruptedException stopped) {
            LOG.debug("the keys of grants are not kept fresh any more");
        }
    }

    /** Keys that nobody has needed yet are left alone; those that can't be fetched now are used on. */
    void refresh() {
        if (fetched.keys().isEmpty()) {
            return;
        }
        try {
            fetch().await().atMost(FETCH_TIMEOUT.multipliedBy(2));
        } catch (RuntimeException away) {
            // Whatever it is, the thread must live, and requests will say it when the keys are too old.
            LOG.debugf("the keys of identity-policy can't be fetched again: %s", away.getMessage());
        }
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
