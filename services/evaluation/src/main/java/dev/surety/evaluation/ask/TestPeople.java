package dev.surety.evaluation.ask;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** The people whom suites ask as, and their access tokens, which are kept until shortly before they end. */
@ApplicationScoped
public class TestPeople {

    private static final Logger LOG = Logger.getLogger(TestPeople.class);

    private final TestPeopleApi api;
    private final PersonaConfig config;
    private final Clock clock;
    private final Map<String, HeldToken> held = new ConcurrentHashMap<>();

    TestPeople(@RestClient TestPeopleApi api, PersonaConfig config, Clock clock) {
        if (config.spare().isNegative()) {
            throw new IllegalArgumentException("surety.evaluation.personas.spare is " + config.spare() + ", it must be 0 or more");
        }
        this.api = api;
        this.config = config;
        this.clock = clock;
    }

    /** Whether anybody can sign in at all. */
    public boolean areConfigured() {
        return config.password().isPresent() && config.clientSecret().isPresent();
    }

    /** The value of the header {@code Authorization} for a person; empty when they can't sign in. */
    Optional<String> authorization(String name) {
        var known = held.get(name);
        if (known != null && clock.instant().isBefore(known.usableUntil())) {
            return Optional.of(known.authorization());
        }
        return signIn(name).map(fresh -> {
            held.put(name, fresh);
            return fresh.authorization();
        });
    }

    private Optional<HeldToken> signIn(String name) {
        try {
            var asked = clock.instant();
            var reply = api.token("password", config.clientId(), config.clientSecret().orElse(""), name, config.password().orElse(""));
            var life = Duration.ofSeconds(reply.path("expires_in").asLong()).minus(config.spare());
            return Optional.of(new HeldToken("Bearer " + reply.path("access_token").asText(), asked.plus(life)));
        } catch (WebApplicationException | ProcessingException refused) {
            LOG.warnf("a test person can't sign in cause=%s", refused.toString());
            return Optional.empty();
        }
    }

    private record HeldToken(String authorization, Instant usableUntil) {

        /** Without the token. */
        @Override
        public String toString() {
            return "HeldToken[until " + usableUntil + "]";
        }
    }
}
