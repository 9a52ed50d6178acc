package dev.surety.systemtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.surety.event.DocumentEvents;
import dev.surety.grant.Grant;
import dev.surety.grant.GrantCodec;
import dev.surety.systemtest.Stack.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Grants on Keycloak's own tokens: while the key that signs them is changed, and while nobody signs any. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GrantsIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String QUESTION = "How many days of annual leave do I have?";
    private static final String UNAVAILABLE = "https://surety.dev/problems/identity-unavailable";
    private static final Duration LONGEST_END = GrantCodec.LONGEST_LIFE.plus(GrantCodec.CLOCK_SKEW);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> OTHERS = List.of("inference", "retrieval", "ingestion", "evaluation");

    private static Stack stack;

    @BeforeAll
    static void up() throws Exception {
        stack = Stack.with(Map.of(
                "SURETY_STATE", Path.of("target", "grants-state").toAbsolutePath().toString(), "SURETY_GRANTS_KEY_CHECK", "1s"));
        // What a busy machine burns has no consequences here.
        stack.command(Map.of("CONTRACT", Contracts.of(stack.contract()).with("/errorBudget/actions", "[]").write("grants").toString()), "up");
    }

    @AfterAll
    static void down() throws Exception {
        if (stack != null) {
            stack.command("down");
        }
    }

    @Test
    @Order(1)
    void theKeyIsChangedUnderTrafficAndNoRequestFails() throws Exception {
        var old = key(JSON.readTree(Files.readString(stack.grantKeys())).path("keys").path(0).toString());
        var next = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        next.setKeyId("next-" + Instant.now().getEpochSecond());

        // One for all: Keycloak takes people who sign in again and again for somebody who guesses passwords.
        var token = stack.token("alice");
        // The first searches after a start take long.
        stack.eventually(() -> search(grantOf(token)), reply -> reply.status() == 200);
        stack.eventually(() -> stack.ask(QUESTION, token, "Cache-Control", "no-cache"), reply -> reply.status() == 200);
        try (var traffic = new Traffic(token)) {
            traffic.flows();
            keysAre(old, next);
            awaited("the new key is published", () -> published().contains(next.getKeyId()));
            traffic.flows();
            keysAre(next, old);
            awaited("the new key signs", () -> keyIdOf(grantOf(token)).equals(next.getKeyId()));
            traffic.flows();
            assertEquals(200, search(signedBy(old)).status(), "what the old key signed holds as long as it is published");
            pause(LONGEST_END);
            keysAre(next);
            awaited("the old key is withdrawn", () -> !published().contains(old.getKeyId()));
            awaited("retrieval forgets the old key", () -> search(signedBy(old)).status() == 401);
            traffic.flows();

            assertEquals(List.of(), traffic.failures());
        }
    }

    @Test
    @Order(2)
    void withoutIdentityPolicyHeldGrantsWorkUntilTheyEndAndNothingOpens() throws Exception {
        var alice = stack.token("alice");
        var henry = stack.token("henry");
        var cached = stack.eventually(() -> stack.ask(QUESTION, alice), reply -> reply.raw().contains("\"cache\":\"exact\"")).json();
        var id = cached.path("requestId").asText();
        stack.recordOf(id, alice);
        var pids = pids();
        // Another token, so that every service holds a grant that was made just now.
        var token = stack.token("alice");
        var before = waysOf(token, id);
        var grant = grantOf(token);
        before.forEach((way, ask) -> assertEquals(200, called(ask).status(), way));
        assertEquals(200, search(grant).status());

        stack.kill("identity-policy");
        var killed = Instant.now();
        before.forEach((way, ask) -> assertEquals(200, called(ask).status(), "with a held grant: " + way));
        assertEquals(200, search(grant).status(), "with a held grant: search");
        assertTrue(Instant.now().isBefore(killed.plusSeconds(40)), "this machine is too slow to look at anything within a grant's life");
        waysOf(henry, id).forEach((way, ask) -> assertUnavailable("never seen: " + way, called(ask), cached.path("text").asText()));

        pause(Duration.between(Instant.now(), killed.plus(LONGEST_END)));
        before.forEach((way, ask) -> assertUnavailable("ended: " + way, called(ask), cached.path("text").asText()));
        waysOf(alice, id).forEach((way, ask) -> assertUnavailable("ended long ago: " + way, called(ask), cached.path("text").asText()));
        assertEquals(401, search(grant).status());

        stack.command("up");
        for (var back : List.of(token, henry)) {
            stack.eventually(() -> stack.ask(QUESTION, back), reply -> reply.status() == 200);
        }
        before.forEach((way, ask) -> assertEquals(200, called(ask).status(), "there again: " + way));
        assertEquals(pids, pids(), "nothing else had to be started again");
    }

    /** Everything that a person can ask for: new, out of the cache, as a stream, tools, what is stored, documents. */
    private static Map<String, Callable<Reply>> waysOf(String token, String recordId) {
        var ways = new LinkedHashMap<String, Callable<Reply>>();
        ways.put("fresh answer", () -> stack.ask("inference", Map.of("question", QUESTION, "deadlineMs", 20_000), token, "Cache-Control", "no-cache"));
        ways.put("cached answer", () -> stack.ask(QUESTION, token));
        ways.put("stream", () -> stack.stream(QUESTION, token));
        ways.put("tools", () -> stack.get("inference", "/v1/tools", token));
        ways.put("tool", () -> stack.send(
                "inference", "/v1/tools/search/calls", Map.of("arguments", Map.of("query", QUESTION)), "Authorization", "Bearer " + token));
        ways.put("records", () -> stack.get("evaluation", "/v1/answer-records", token));
        ways.put("decisions", () -> stack.get("evaluation", "/v1/decisions?requestId=" + recordId, token));
        ways.put("documents", () -> stack.get("ingestion", "/v1/documents/"
                + DocumentEvents.documentId("kestrel", "corpus://kestrel/workplace/travel-policy.md"), token));
        return ways;
    }

    private static void assertUnavailable(String way, Reply reply, String secret) {
        try {
            assertEquals(503, reply.status(), way + ": " + reply.raw());
            assertEquals("application/problem+json", reply.http().headers().firstValue("Content-Type").orElse("").split(";")[0], way);
            assertEquals(UNAVAILABLE, reply.json().path("type").asText(), way);
            assertEquals("Nobody can be identified at the moment", reply.json().path("title").asText(), way);
            assertTrue(reply.http().headers().firstValue("Retry-After").isPresent(), way + " says when to come back");
            assertFalse(reply.raw().contains(secret), way);
        } catch (IOException notJson) {
            throw new AssertionError(way + ": " + reply.raw(), notJson);
        }
    }

    private static Map<String, Long> pids() {
        return OTHERS.stream().collect(Collectors.toMap(Function.identity(), part -> called(() -> stack.pid(part))));
    }

    /** A grant for retrieval, as a service of ours gets it. */
    private static String grantOf(String token) {
        return called(() -> {
            var reply = stack.send("identity-policy", "/v1/grants", Map.of("audience", List.of("retrieval")), "Authorization", "Bearer " + token);
            assertEquals(200, reply.status(), reply.raw());
            return reply.json().path("grant").asText();
        });
    }

    private static Reply search(String grant) {
        return called(() -> stack.send("retrieval", "/v1/searches", Map.of("query", QUESTION), "Surety-Grant", grant));
    }

    /** Of somebody who is nobody's colleague; only who signed it matters. */
    private static String signedBy(PublicJsonWebKey key) {
        var now = Instant.now();
        return GrantCodec.sign(new Grant("g-1", "mallory", "kestrel", Set.of("user:mallory"), 0, now.plusSeconds(50), Set.of("retrieval"), Long.MAX_VALUE, null), key, now);
    }

    private static List<String> published() {
        var keys = called(() -> stack.get("identity-policy", "/.well-known/jwks.json", "none").json().path("keys"));
        return StreamSupport.stream(keys.spliterator(), false).map(key -> key.path("kid").asText()).toList();
    }

    private static String keyIdOf(String grant) {
        return called(() -> JSON.readTree(new String(Base64.getUrlDecoder().decode(grant.split("\\.")[0]), StandardCharsets.UTF_8)).path("kid").asText());
    }

    /** In one step, as whoever changes keys should: half a file would be refused, and the old one used on. */
    private static void keysAre(PublicJsonWebKey... keys) throws IOException {
        var content = Arrays.stream(keys).map(key -> key.toJson(OutputControlLevel.INCLUDE_PRIVATE)).collect(Collectors.joining(",", "{\"keys\": [", "]}"));
        var file = stack.grantKeys();
        Files.move(Files.writeString(file.resolveSibling("next-keys.json"), content), file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static PublicJsonWebKey key(String json) throws JoseException {
        return PublicJsonWebKey.Factory.newPublicJwk(json);
    }

    private static void awaited(String what, BooleanSupplier condition) throws InterruptedException {
        var end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), "not within " + PATIENCE + ": " + what);
            Thread.sleep(300);
        }
    }

    private static void pause(Duration time) throws InterruptedException {
        Thread.sleep(time.isNegative() ? Duration.ZERO : time);
    }

    private static <T> T called(Callable<T> call) {
        try {
            return call.call();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    /** Questions at the front door and searches with new grants, side by side, until it is closed. */
    private static final class Traffic implements AutoCloseable {

        private static final int SOME = 5;

        private final AtomicInteger answered = new AtomicInteger();
        private final AtomicInteger found = new AtomicInteger();
        private final Queue<String> failures = new ConcurrentLinkedQueue<>();
        private final List<Thread> threads = new ArrayList<>();
        private volatile boolean closed;

        Traffic(String token) {
            threads.add(Thread.ofVirtual().start(() -> onAndOn(answered, () ->
                    stack.ask("inference", Map.of("question", QUESTION, "mode", "sources-only", "deadlineMs", 20_000), token, "Cache-Control", "no-cache"))));
            threads.add(Thread.ofVirtual().start(() -> onAndOn(found, () -> search(grantOf(token)))));
        }

        private void onAndOn(AtomicInteger count, Callable<Reply> request) {
            while (!closed) {
                try {
                    var reply = request.call();
                    // Time that ran out on a busy machine says nothing about keys.
                    if (reply.status() == 200) {
                        count.incrementAndGet();
                    } else if (reply.status() != 504 && reply.status() != 429) {
                        failures.add(Instant.now() + " " + reply.status() + " " + reply.raw());
                    }
                } catch (Exception | AssertionError failure) {
                    failures.add(Instant.now() + " " + failure);
                }
            }
        }

        /** Waits until some more of each have been answered. */
        void flows() throws InterruptedException {
            var answers = answered.get() + SOME;
            var searches = found.get() + SOME;
            awaited("traffic; " + failures, () -> answered.get() >= answers && found.get() >= searches);
        }

        List<String> failures() {
            return List.copyOf(failures);
        }

        @Override
        public void close() throws InterruptedException {
            closed = true;
            for (var thread : threads) {
                thread.join();
            }
        }
    }
}
