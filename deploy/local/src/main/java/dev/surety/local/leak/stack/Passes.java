package dev.surety.local.leak.stack;

import dev.surety.local.leak.world.Principal;
import dev.surety.request.SuretyHeaders;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** Tokens and grants of the principals. A token is got once and used until shortly before it ends, or until its owner's groups change. Thread-safe. */
public final class Passes {

    /** Whom the gate speaks to with a grant in its hand. */
    private static final Set<String> AUDIENCE = Set.of("retrieval", "ingestion", "evaluation", "inference");
    private static final Duration TOKEN_KEPT = Duration.ofMinutes(12);

    private final Directory directory;
    private final Line line;
    private final Duration grantKept;
    private final Map<String, Held> tokens = new ConcurrentHashMap<>();
    private final Map<String, Map<Set<String>, Held>> grants = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /** @param grantKept how long a grant is used again: less than a change may take to hold everywhere */
    public Passes(Directory directory, Line line, Duration grantKept) {
        this.directory = directory;
        this.line = line;
        this.grantKept = grantKept;
    }

    private record Held(String secret, Instant since) {

        boolean isYoungerThan(Duration age) {
            return Duration.between(since, Instant.now()).compareTo(age) < 0;
        }

        @Override
        public String toString() {
            return "Held[" + since + "]";
        }
    }

    /** The header by which services know a principal. */
    public Map<String, String> bearer(Principal who) throws IOException, InterruptedException {
        return alone(who, () -> Map.of("Authorization", "Bearer " + token(who)));
    }

    /** The header by which the services behind the front door know a principal. */
    public Map<String, String> grant(Principal who) throws IOException, InterruptedException {
        return grantFor(who, AUDIENCE);
    }

    /** A grant that is for all services but this one. */
    public Map<String, String> grantForAllBut(String service, Principal who) throws IOException, InterruptedException {
        return grantFor(who, AUDIENCE.stream().filter(name -> !name.equals(service)).collect(Collectors.toSet()));
    }

    /** A grant that nobody else holds. */
    public String freshGrant(Principal who) throws IOException, InterruptedException {
        return freshGrant(who, AUDIENCE);
    }

    private Map<String, String> grantFor(Principal who, Set<String> services) throws IOException, InterruptedException {
        return alone(who, () -> {
            var kept = grants.computeIfAbsent(who.name(), name -> new ConcurrentHashMap<>());
            var held = kept.get(services);
            if (held == null || !held.isYoungerThan(grantKept)) {
                held = new Held(freshGrant(who, services), Instant.now());
                kept.put(services, held);
            }
            return Map.of(SuretyHeaders.GRANT, held.secret());
        });
    }

    private String freshGrant(Principal who, Set<String> services) throws IOException, InterruptedException {
        var reply = line.post("identity-policy", "/v1/grants", bearer(who), Map.of("audience", services));
        if (reply.status() != 200) {
            throw new NoPass("identity-policy gives no grant for " + who + " (status " + reply.status() + ")");
        }
        return reply.json().path("grant").asText();
    }

    /** Changes a principal in the directory. Nobody gets a token meanwhile: it would tell of half a change. */
    public void change(Principal who) throws IOException, InterruptedException {
        alone(who, () -> {
            if (directory.change(who)) {
                tokens.remove(who.name());
            }
            grants.remove(who.name());
            return who;
        });
    }

    /** Whether this change of a principal makes every grant from before it invalid; otherwise they hold until they end. */
    public boolean outdates(Principal before, Principal after) {
        return directory.outdates(before, after);
    }

    /** What was got so far is forgotten. */
    public void forgetAll() {
        tokens.clear();
        grants.clear();
    }

    private String token(Principal who) throws IOException, InterruptedException {
        var held = tokens.get(who.name());
        if (held == null || !held.isYoungerThan(TOKEN_KEPT)) {
            held = new Held(directory.token(who), Instant.now());
            tokens.put(who.name(), held);
        }
        return held.secret();
    }

    private <T> T alone(Principal who, Work<T> work) throws IOException, InterruptedException {
        var lock = locks.computeIfAbsent(who.name(), name -> new ReentrantLock());
        lock.lock();
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }

    @FunctionalInterface
    private interface Work<T> {

        T run() throws IOException, InterruptedException;
    }

    /** Somebody can't be let in at the moment, as when identity-policy is slow. */
    public static final class NoPass extends IOException {

        private static final long serialVersionUID = 1L;

        NoPass(String message) {
            super(message);
        }
    }
}
