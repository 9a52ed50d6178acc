package dev.surety.systemtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.leak.fault.Road;
import dev.surety.systemtest.Stack.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract drives the stack while it runs: two replicas of inference, a paid model, and a road to retrieval that can be made slow. */
class ContractIT {

    private static final List<String> REPLICAS = List.of("inference", "inference-2");
    private static final String QUESTION = "How many days of annual leave do I have?";
    private static final Duration SLOW = Duration.ofMillis(1_300);

    private static Road road;
    private static PaidModel model;
    private static Stack stack;
    private static Contracts base;
    /** The same, for what is not about error budgets: whatever fails has no consequences. */
    private static Contracts calm;

    @BeforeAll
    static void up() throws Exception {
        road = Road.slowAt("/v1/searches");
        model = new PaidModel();
        stack = Stack.with(Map.of(
                // Of its own: what burns here must not change the answers of another test.
                "SURETY_STATE", Path.of("target", "contract-state").toAbsolutePath().toString(),
                "SURETY_INFERENCE_REPLICAS", "2",
                "SURETY_RETRIEVAL_URL", road.url(),
                "SURETY_TIERS_LARGE_BASE_URL", model.url(),
                "SURETY_SLO_WINDOW", "1s",
                "SURETY_SLO_LEDGER_PAUSE", "500ms"));
        road.leadTo(stack.url("retrieval"));
        base = accelerated(Contracts.of(stack.contract()));
        calm = base.with("/errorBudget/actions", "[]");
        stack.command(Map.of("CONTRACT", calm.write("calm").toString()), "up");
    }

    @AfterAll
    static void down() throws Exception {
        if (stack != null) {
            stack.command("down");
        }
        road.close();
        model.close();
    }

    @AfterEach
    void asItWas() throws Exception {
        road.delay(Duration.ZERO);
        stack.apply(calm.write("calm"));
    }

    /** A large tier that goes first, and an error budget that a minute of bad answers turns. */
    private static Contracts accelerated(Contracts contract) throws IOException {
        return contract.with("/routing/tiers", """
                        - { tier: large, call: { model: gpt-4o-mini, promptTokens: 8000, completionTokens: 500, atMost: 1 }, fallback: extractive }
                        - { tier: extractive, fallback: sources-only }
                        """)
                .with("/objectives/window", "2m")
                .with("/objectives/availability", "80%")
                .with("/objectives/latency", "{ target: 1s, percentile: 80% }")
                .with("/slices/admit/latency/target", "20ms")
                .with("/slices/authorize/latency/target", "200ms")
                .with("/slices/retrieve/latency/target", "350ms")
                .with("/slices/retrieve/timeout", "5s")
                .with("/slices/rerank/latency/target", "200ms")
                .with("/slices/generate/latency/target", "180ms")
                .with("/slices/settle/latency/target", "50ms")
                .with("/errorBudget/windows", """
                        - { shorter: 3s, longer: 10s, burnRate: 2.5x, state: page }
                        - { shorter: 5s, longer: 20s, burnRate: 1.5x, state: ticket }
                        """)
                .with("/errorBudget/actions", """
                        - { from: ticket, act: [raise-cache-tolerance, freeze-promotions] }
                        - { from: page, act: [prefer-cheaper-tier, shorten-answers, shed-bulk] }
                        """)
                .with("/errorBudget/recovery", "3s")
                .with("/errorBudget/leastRequests", "3");
    }

    @Test
    void aPriceChangesWhatAnAnswerCosts() throws Exception {
        var before = warm().json();

        stack.apply(calm.with("/cost/prices/gpt-4o-mini/promptUsdPerMillion", "\"0.30\"").write("dearer"));

        for (var replica : REPLICAS) {
            var after = ask(replica, "bob").json();
            // 1,000 tokens read and 100 written.
            assertEquals("0.00021", before.path("costUsd").asText(), before.toString());
            assertEquals("0.00036", after.path("costUsd").asText(), after.toString());
            assertNotEquals(before.path("policyVersion"), after.path("policyVersion"));
        }
    }

    @Test
    void aSliceChangesHowLongItIsWaitedFor() throws Exception {
        warm();
        road.delay(Duration.ofMillis(700));
        var patient = ask("inference", "bob");

        stack.apply(calm.with("/slices/retrieve", "{ latency: { target: 350ms, percentile: 99% }, availability: 99.7%, timeout: 400ms, concurrency: 32 }")
                .write("impatient"));
        var impatient = ask("inference", "bob");

        assertEquals(200, patient.status(), patient.raw());
        assertEquals(503, impatient.status(), impatient.raw());
        assertTrue(impatient.raw().contains("retrieval-unavailable"), impatient.raw());
    }

    @Test
    void theLatencyTargetIsTheDefaultDeadline() throws Exception {
        warm();
        road.delay(Duration.ofMillis(1_500));
        stack.apply(calm.with("/objectives/latency/target", "4s").write("slower"));
        var slower = stack.ask("inference", Map.of("question", QUESTION), stack.token("bob"), "Cache-Control", "no-cache");

        stack.apply(calm.write("calm"));
        var faster = stack.ask("inference", Map.of("question", QUESTION), stack.token("bob"), "Cache-Control", "no-cache");

        assertEquals(200, slower.status(), slower.raw());
        assertEquals(504, faster.status(), faster.raw());
    }

    @Test
    void aContractThatDoesNotAddUpChangesNothing() throws Exception {
        var before = stack.get("retrieval", "/v1/contract", stack.token("bob")).json();
        var refused = calm.with("/objectives/latency/target", "100ms").write("refused");

        var failure = assertThrows(AssertionError.class, () -> stack.apply(refused));

        assertTrue(failure.getMessage().contains("contract-refused.yaml:"), failure.getMessage());
        assertEquals(before, stack.get("retrieval", "/v1/contract", stack.token("bob")).json());
    }

    @Test
    void aSlowPartTurnsTheStateOnAllReplicasAndAllComesBackByItself() throws Exception {
        stack.apply(base.write("base"));
        fillTheBudget();
        awaitSteady();
        for (var replica : REPLICAS) {
            assertEquals("large", ask(replica, "bob").json().path("tier").asText());
        }

        road.delay(SLOW);
        var asking = new Asking();
        asking.until(() -> List.of("page", "exhausted").contains(state()));

        for (var replica : REPLICAS) {
            var degraded = asking.until(replica, reply -> modes(reply).containsAll(List.of("cheaper-tier", "shorter-answers")));
            assertEquals("extractive", degraded.json().path("tier").asText());
            assertTrue(degraded.http().headers().firstValue("Surety-Degraded").orElse("").contains("cheaper-tier"));
            assertEquals(429, ask(replica, "bob", "Surety-Priority", "bulk").status());
        }
        var frozen = stack.eventually(this::promote, reply -> reply.status() == 409);
        assertTrue(frozen.raw().contains("promotions-frozen"), frozen.raw());
        assertEquals("false", stack.get("evaluation", "/v1/readiness", stack.token("olive")).json().path("ready").asText());

        stack.apply(base.with("/errorBudget/actions", "[{ from: page, act: [prefer-cheaper-tier] }]").write("milder"));
        for (var replica : REPLICAS) {
            asking.until(replica, reply -> modes(reply).equals(List.of("cheaper-tier")));
        }

        stack.apply(base.write("base"));
        road.delay(Duration.ZERO);
        awaitSteady();
        for (var replica : REPLICAS) {
            var well = asking.until(replica, reply -> modes(reply).isEmpty());
            assertEquals("large", well.json().path("tier").asText());
        }
        assertEquals(200, stack.eventually(this::promote, reply -> reply.status() == 200).status());
    }

    /** Good answers enough that the bad ones to come do not use up all that may be bad: the state would be exhausted and stay so for the whole window. */
    private static void fillTheBudget() throws Exception {
        warm();
        var token = stack.token("bob");
        List<Callable<Reply>> questions = new ArrayList<>();
        for (var number = 0; number < 600; number++) {
            var replica = REPLICAS.get(number % REPLICAS.size());
            // On a busy machine one of hundreds may be refused.
            questions.add(() -> stack.eventually(
                    () -> stack.ask(replica, Map.of("question", QUESTION, "deadlineMs", 20_000), token), reply -> reply.status() == 200));
        }
        try (var askers = Executors.newFixedThreadPool(4)) {
            for (var reply : askers.invokeAll(questions)) {
                reply.get();
            }
        }
    }

    /** The first questions after a start take long, and may find identity-policy still busy with itself. */
    private static Reply warm() throws IOException, InterruptedException {
        for (var replica : REPLICAS) {
            stack.eventually(() -> ask(replica, "bob"), reply -> reply.status() == 200);
        }
        return ask("inference", "bob");
    }

    /** Good answers thin the bad ones out; those that are older than the window don't count any more. */
    private static void awaitSteady() throws Exception {
        var until = System.nanoTime() + Duration.ofMinutes(4).toNanos();
        var token = stack.token("bob");
        while (!state().equals("steady")) {
            assertTrue(System.nanoTime() < until, "answers are still " + state());
            for (var number = 0; number < 20; number++) {
                stack.ask(REPLICAS.get(number % REPLICAS.size()), Map.of("question", QUESTION, "deadlineMs", 20_000), token);
            }
        }
    }

    private static Reply ask(String replica, String name, String... headers) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Cache-Control", "no-cache"));
        return stack.ask(replica, Map.of("question", QUESTION, "deadlineMs", 20_000), stack.token(name), all.toArray(String[]::new));
    }

    private Reply promote() throws IOException, InterruptedException {
        return stack.postTo("ingestion", "/v1/indexes/kestrel/releases/kestrel-0001/promote", stack.token("bob"));
    }

    /** How the answers' error budget does, as evaluation says. */
    private static String state() throws IOException, InterruptedException {
        var slo = stack.get("evaluation", "/v1/slo", stack.token("olive"));
        assertEquals(200, slo.status(), slo.raw());
        return StreamSupport.stream(slo.json().path("objectives").spliterator(), false)
                .filter(objective -> objective.path("objective").asText().equals("answer"))
                .map(objective -> objective.path("state").asText())
                .findFirst()
                .orElse("");
    }

    private static List<String> modes(Reply reply) {
        try {
            return StreamSupport.stream(reply.json().path("degraded").spliterator(), false).map(mode -> mode.asText()).toList();
        } catch (IOException notJson) {
            throw new AssertionError(reply.raw(), notJson);
        }
    }

    /** Asks both replicas in turn for as long as it takes, for two minutes at most. */
    private static final class Asking {

        private static final long PATIENCE_NANOS = Duration.ofMinutes(2).toNanos();

        /** Something that comes to be. */
        @FunctionalInterface
        interface Condition {
            boolean holds() throws IOException, InterruptedException;
        }

        void until(Condition condition) throws IOException, InterruptedException {
            var end = System.nanoTime() + PATIENCE_NANOS;
            while (!condition.holds()) {
                assertTrue(System.nanoTime() < end, "it did not come to be; answers are " + state());
                askAll();
            }
        }

        /** Several at once: a window that holds too few questions says nothing. */
        private static void askAll() throws IOException, InterruptedException {
            var token = stack.token("bob");
            List<Callable<Reply>> questions = new ArrayList<>();
            for (var number = 0; number < 6; number++) {
                var replica = REPLICAS.get(number % REPLICAS.size());
                questions.add(() -> stack.ask(replica, Map.of("question", QUESTION, "deadlineMs", 20_000), token, "Cache-Control", "no-cache"));
            }
            try (var askers = Executors.newVirtualThreadPerTaskExecutor()) {
                askers.invokeAll(questions);
            }
        }

        Reply until(String replica, java.util.function.Predicate<Reply> wanted) throws IOException, InterruptedException {
            var end = System.nanoTime() + PATIENCE_NANOS;
            var last = ask(replica, "bob");
            while (last.status() != 200 || !wanted.test(last)) {
                assertTrue(System.nanoTime() < end, "the last reply of " + replica + " was " + last.raw());
                last = ask(replica, "bob");
            }
            return last;
        }
    }
}
