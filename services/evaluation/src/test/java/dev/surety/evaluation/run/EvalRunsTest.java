package dev.surety.evaluation.run;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.evaluation.suite.CaseKind;
import dev.surety.evaluation.suite.Suite;
import dev.surety.evaluation.testing.AnswersTopic;
import dev.surety.evaluation.testing.ScriptedAssistant;
import dev.surety.evaluation.testing.World;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of suites from the request to the verdict, with an assistant that answers by a script, on real Kafka, OpenSearch and PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(World.class)
class EvalRunsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RUNS = "/v1/eval-runs";
    private static final String TOPIC = "surety.eval-runs.v1";

    @Inject
    ObjectMapper json;

    @Inject
    Runs runs;

    @Inject
    RunStore store;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @AfterEach
    void letGo() {
        ScriptedAssistant.holdTheLine(false);
    }

    @Test
    void suiteThatIsAnsweredWellPasses() throws IOException {
        var started = start("olive", "small");

        assertEquals(202, started.statusCode());
        var id = started.path("id").toString();
        assertTrue(started.header("Location").endsWith(RUNS + "/" + id), started.header("Location"));
        assertEquals("running", started.path("state"));
        var run = finished(id);
        assertEquals("passed", run.path("verdict").asText());
        assertEquals(json.readTree("{\"done\": 4, \"of\": 4}"), run.path("progress"));
        assertEquals(List.of(), list(run.path("failed")));
        assertEquals(
                json.readTree("{\"cases\": 1, \"cached\": 0, \"recallAt1\": 1.0, \"recallAt5\": 1.0, \"mrr\": 1.0, \"leaks\": 0}"),
                run.at("/retrieval/all"));
        assertEquals(
                json.readTree("{\"cases\": 4, \"correct\": 1.0, \"outcomeRight\": 1.0, \"citesExpected\": 1.0, \"mustContain\": 1.0, \"leaks\": 0,"
                        + " \"unsupported\": 0}"),
                run.at("/generation/all"));
        assertEquals(Set.of("simple", "ambiguous", "should-refuse", "not-permitted"), names(run.at("/generation/byKind")));
        assertTrue(list(run.path("thresholds")).stream().allMatch(check -> check.path("met").asBoolean()), run.path("thresholds").toString());
    }

    @Test
    void suiteBelowAThresholdFailsAndEachCaseSaysWhyWithoutQuotingWhatItShows() {
        var run = finished(start("olive", "leaky").path("id").toString());

        assertEquals("failed", run.path("verdict").asText());
        assertEquals(
                List.of(
                        "nobody-answers simple failed [no answer: retrieval-unavailable] [no answer: retrieval-unavailable]",
                        "nobody-asks simple failed [no answer: no-token] [no answer: no-token]",
                        "pay-of-others not-permitted answered [a passage is of a forbidden document] [the outcome is answered,"
                                + " forbiddenDocuments[0] shows, mustNotContain[0] shows]"),
                list(run.path("failed")).stream()
                        .map(one -> String.join(" ", one.path("id").asText(), one.path("kind").asText(), one.path("outcome").asText(),
                                texts(one.path("retrieval")).toString(), texts(one.path("generation")).toString()))
                        .toList());
        assertEquals(
                List.of(
                        "retrieval.recallAt5", "retrieval.mrr", "retrieval.leaks", "generation.correct.simple", "generation.correct.not-permitted",
                        "generation.leaks"),
                list(run.path("thresholds")).stream().filter(check -> !check.path("met").asBoolean()).map(check -> check.path("measure").asText()).toList());
        assertFalse(run.toString().contains("76,400"), run.toString());
        assertFalse(run.toString().contains("salary-bands"), run.toString());
    }

    @Test
    void othersAreToldOfTheBeginningAndTheEnd() {
        var id = start("olive", "small").path("id").toString();
        var run = finished(id);

        try (var topic = new AnswersTopic(kafka, json)) {
            var events = await().atMost(PATIENCE).until(() -> topic.read(TOPIC, id), read -> read.size() == 2);

            assertEquals(
                    List.of(
                            id + "/running dev.surety.eval-run.started.v1 {\"runId\":\"" + id + "\",\"suite\":\"small\",\"suiteVersion\":\""
                                    + run.path("suiteVersion").asText() + "\",\"tenant\":\"kestrel\",\"cases\":4,\"state\":\"running\"}",
                            id + "/finished dev.surety.eval-run.finished.v1 {\"runId\":\"" + id + "\",\"suite\":\"small\",\"suiteVersion\":\""
                                    + run.path("suiteVersion").asText() + "\",\"tenant\":\"kestrel\",\"cases\":4,\"state\":\"finished\",\"verdict\":\"passed\"}"),
                    events.stream()
                            .map(event -> event.path("id").asText() + " " + event.path("type").asText() + " " + ordered(event.path("data")))
                            .toList());
        }
    }

    @Test
    void serviceMayRunSuitesToo() {
        var id = start("service", "small").path("id").toString();

        assertEquals("passed", finished(id).path("verdict").asText());
        get("service", id).then().statusCode(200);
    }

    @Test
    void whoIsNoAuditorIsRefused() {
        var id = start("olive", "small").path("id").toString();

        for (var refused : List.of(start("alice", "small"), get("alice", id))) {
            refused.then()
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("type", equalTo("https://surety.dev/problems/forbidden"));
        }
        finished(id);
    }

    @Test
    void auditorOfAnotherTenantFindsNeitherSuiteNorRun() {
        var id = start("olive", "small").path("id").toString();

        start("sam", "small").then().statusCode(400).body("field", equalTo("suite")).body("detail", equalTo("there is no suite of this name"));
        assertEquals(withoutRequestId(get("sam", UUID.randomUUID().toString())), withoutRequestId(get("sam", id)));
        get("sam", id).then().statusCode(404);
        get("olive", "no-uuid").then().statusCode(404);
        finished(id);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                              | suite | suite is the name of a suite: lower-case letters, digits and hyphens
            {"suite": null}                 | suite | suite is the name of a suite: lower-case letters, digits and hyphens
            {"suite": "../small"}           | suite | suite is the name of a suite: lower-case letters, digits and hyphens
            {"suite": "unheard-of"}         | suite | there is no suite of this name
            {"suite": "small", "cases": 3}  | cases | there is no field 'cases'; known are suite
            {"suite": "small"               | suite | the body is not valid JSON in UTF-8
            """)
    void wrongRequestNamesTheField(String body, String field, String detail) {
        var refused = post("olive", body).then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("https://surety.dev/problems/invalid-request"));

        if (!detail.contains("valid JSON")) {
            refused.body("field", equalTo(field)).body("detail", equalTo(detail));
        }
    }

    @Test
    void missingBodyIsNamed() {
        given().header("Authorization", "Bearer olive-token").contentType("application/json").post(RUNS).then()
                .statusCode(400)
                .body("field", equalTo("body"));
    }

    @Test
    void brokenSuiteIsRefusedWithFileLineAndRule() {
        start("olive", "broken").then()
                .statusCode(400)
                .body("field", equalTo("suite"))
                .body("detail", equalTo("broken.yaml:9: cases.0.kind: there is no kind 'hard': use simple, ambiguous, should-refuse or not-permitted"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"forged-token", "expired-grant-token", "strangers-grant-token", ""})
    void whoCannotBeIdentifiedRunsNothing(String token) {
        var request = token.isEmpty() ? given() : given().header("Authorization", "Bearer " + token);

        refused(request.contentType("application/json").body("{\"suite\": \"small\"}").post(RUNS).then());
        var look = token.isEmpty() ? given() : given().header("Authorization", "Bearer " + token);
        refused(look.get(RUNS + "/" + UUID.randomUUID()).then());
    }

    @Test
    void sameKeyStartsOneRunEvenWhenAskedAtOnce() throws Exception {
        var key = UUID.randomUUID().toString();

        List<Future<String>> asked;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> ask = () -> withKey("olive", "small", key).path("id").toString();
            asked = threads.invokeAll(IntStream.range(0, 2).mapToObj(any -> ask).toList());
        }

        var ids = new ArrayList<String>();
        for (var one : asked) {
            ids.add(one.get());
        }
        assertEquals(1, Set.copyOf(ids).size(), ids.toString());
        finished(ids.getFirst());
        assertEquals(ids.getFirst(), withKey("olive", "small", key).path("id").toString());
    }

    @Test
    void keyIsGoodForOneSuiteAndOneCaller() {
        var key = UUID.randomUUID().toString();
        var id = withKey("olive", "small", key).path("id").toString();

        withKey("olive", "leaky", key).then().statusCode(400).body("field", equalTo("Idempotency-Key"));
        withKey("olive", "small", "x".repeat(101)).then().statusCode(400).body("field", equalTo("Idempotency-Key"));
        var other = withKey("service", "small", key).path("id").toString();

        assertFalse(id.equals(other));
        finished(id);
        finished(other);
    }

    @Test
    void moreRunsThanAllowedHaveToWait() {
        ScriptedAssistant.holdTheLine(true);
        var ids = new ArrayList<String>();
        await().atMost(PATIENCE).until(() -> {
            // A run that has its verdict may hold its place for a moment still.
            var reply = start("olive", "held");
            if (reply.statusCode() == 202) {
                ids.add(reply.path("id").toString());
            }
            return ids.size() == 4;
        });

        start("olive", "held").then()
                .statusCode(429)
                .header("Retry-After", "30")
                .body("type", equalTo("https://surety.dev/problems/overloaded"));
        get("olive", ids.getFirst()).then().body("state", equalTo("running")).body("verdict", equalTo(null)).body("progress.done", equalTo(0));

        ScriptedAssistant.holdTheLine(false);

        ids.forEach(id -> assertEquals("passed", finished(id).path("verdict").asText()));
    }

    @Test
    void runOfAnEndedProcessIsMarkedAtTheNextStartAndFinishedOnesStay() {
        var whole = start("olive", "small").path("id").toString();
        var before = finished(whole);
        var suite = new Suite(
                "cut-off", "kestrel", "d", null,
                new Suite.Thresholds(new Suite.Retrieval(0, 0, 0), new Suite.Generation(Map.of(CaseKind.SIMPLE, 1.0), 0, 0)),
                List.of(new Suite.Case("c", CaseKind.SIMPLE, "q", "alice", null)));
        var cutOff = store.begin(suite, "0123456789ab", "kestrel/olive", null).orElseThrow().id().toString();
        get("olive", cutOff).then().body("state", equalTo("running"));

        runs.abortInterrupted(new StartupEvent());

        get("olive", cutOff).then().statusCode(200).body("state", equalTo("aborted")).body("verdict", equalTo(null));
        assertEquals(before, tree(get("olive", whole)));
        try (var topic = new AnswersTopic(kafka, json)) {
            var last = await().atMost(PATIENCE).until(() -> topic.read(TOPIC, cutOff), events -> events.size() == 2).getLast();
            assertEquals("aborted", last.at("/data/state").asText());
        }
    }

    private static void refused(ValidatableResponse reply) {
        reply.statusCode(401).contentType("application/problem+json").body("type", endsWith("/unauthenticated")).body("title", containsString("token"));
    }

    private static Response start(String caller, String suite) {
        return post(caller, "{\"suite\": \"" + suite + "\"}");
    }

    private static Response post(String caller, String body) {
        return given().header("Authorization", "Bearer " + caller + "-token").contentType("application/json").body(body).post(RUNS);
    }

    private static Response withKey(String caller, String suite, String key) {
        return given().header("Authorization", "Bearer " + caller + "-token")
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body("{\"suite\": \"" + suite + "\"}")
                .post(RUNS);
    }

    private static Response get(String caller, String id) {
        return given().header("Authorization", "Bearer " + caller + "-token").get(RUNS + "/" + id);
    }

    private JsonNode finished(String id) {
        return await().atMost(PATIENCE).until(() -> tree(get("service", id)), run -> run.path("state").asText().equals("finished"));
    }

    private JsonNode tree(Response reply) {
        try {
            return json.readTree(reply.asString());
        } catch (IOException notJson) {
            throw new IllegalStateException(notJson);
        }
    }

    /** The members as the record declares them: PostgreSQL's jsonb has an order of its own. */
    private String ordered(JsonNode data) {
        var members = List.of("runId", "suite", "suiteVersion", "tenant", "cases", "state", "verdict");
        var copy = json.createObjectNode();
        members.stream().filter(data::has).forEach(member -> copy.set(member, data.get(member)));
        assertEquals(data.size(), copy.size(), data.toString());
        return copy.toString();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static List<String> texts(JsonNode array) {
        return list(array).stream().map(JsonNode::asText).toList();
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static String withoutRequestId(Response reply) {
        return reply.statusCode() + reply.contentType() + reply.asString().replaceAll("\"requestId\":\"[^\"]+\"", "");
    }
}
