package dev.surety.local.bench;

import dev.surety.local.ask.Tokens;
import dev.surety.local.state.Site;
import dev.surety.request.SuretyHeaders;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The people who ask, with the token and the grant of each, renewed long before they end. Thread-safe. */
final class Askers {

    /** Someone without a login. */
    static final String GUEST = "guest";

    private static final Duration TOKEN_KEPT = Duration.ofMinutes(5);
    private static final Duration GRANT_KEPT = Duration.ofSeconds(20);

    private final Tokens tokens;
    private final Services services;
    private final Map<String, Held> heldTokens = new HashMap<>();
    private final Map<String, Held> heldGrants = new HashMap<>();

    Askers(Site site, Services services) {
        this.tokens = new Tokens(site);
        this.services = services;
    }

    /** A secret and when it was got. */
    private record Held(String secret, Instant since) {

        boolean isYoungerThan(Duration age) {
            return Duration.between(since, Instant.now()).compareTo(age) < 0;
        }

        @Override
        public String toString() {
            return "Held[" + since + "]";
        }
    }

    /** The header by which the front door knows a person; none for a guest. */
    synchronized Map<String, String> headers(String person) throws IOException, InterruptedException {
        if (person.equals(GUEST)) {
            return Map.of();
        }
        var held = heldTokens.get(person);
        if (held == null || !held.isYoungerThan(TOKEN_KEPT)) {
            held = new Held(tokens.of(person), Instant.now());
            heldTokens.put(person, held);
        }
        return Map.of("Authorization", "Bearer " + held.secret());
    }

    /** The header by which the services behind the front door know a person. */
    synchronized Map<String, String> grantHeaders(String person) throws IOException, InterruptedException {
        var held = heldGrants.get(person);
        if (held == null || !held.isYoungerThan(GRANT_KEPT)) {
            held = new Held(grant(person), Instant.now());
            heldGrants.put(person, held);
        }
        return Map.of(SuretyHeaders.GRANT, held.secret());
    }

    private String grant(String person) throws IOException, InterruptedException {
        var reply = services.post("identity-policy", "/v1/grants", headers(person), Map.of());
        if (reply.status() != 200) {
            throw new IOException("identity-policy gives no grant for " + person + " (status " + reply.status() + ")");
        }
        return reply.body().path("grant").asText();
    }
}
