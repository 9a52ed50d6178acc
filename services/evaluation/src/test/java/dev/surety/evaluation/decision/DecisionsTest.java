package dev.surety.evaluation.decision;

import static dev.surety.evaluation.decision.ADecision.aDecision;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.evaluation.testing.AnswersTopic;
import dev.surety.evaluation.testing.OpenSearchDoor;
import dev.surety.evaluation.testing.World;
import dev.surety.event.DecisionMade;
import dev.surety.event.Topics;
import dev.surety.policy.Resource;
import dev.surety.request.RequestId;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions from the topic to their readers, on real Kafka and OpenSearch. */
@QuarkusTest
@QuarkusTestResource(World.class)
class DecisionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    ObjectMapper json;

    @Inject
    MeterRegistry meters;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private AnswersTopic topic;

    @BeforeEach
    void open() {
        topic = new AnswersTopic(kafka, json);
    }

    @AfterEach
    void close() {
        OpenSearchDoor.open();
        topic.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"olive", "petra"})
    void whoOverseesTheTenantReadsADecisionWithoutTheQuestion(String reader) {
        var made = aDecision().made();

        topic.publish(made);

        var expected = (ObjectNode) tree(made);
        ((ObjectNode) expected.path("resource")).remove("question");
        assertEquals(List.of(expected), awaited(made, reader));
    }

    @Test
    void whoOverseesTheTenantReadsWhatWasKeptFromPeople() {
        var made = aDecision().on(Resource.read("kestrel", "d-7", "kestrel", 3)).made();

        topic.publish(made);

        assertEquals(List.of(tree(made)), awaited(made, "olive"));
        assertEquals("deny", awaited(made, "olive").getFirst().path("effect").asText());
    }

    @Test
    void callerReadsTheirOwnDecisionsWithoutWhatTheyWereNotTold() {
        var made = aDecision().on(Resource.useTier("large", "fast-1", true, "eu", 1, List.of("kestrel"))).made();

        topic.publish(made);

        var expected = (ObjectNode) tree(made);
        expected.putObject("resource").put("tier", "large");
        assertEquals(List.of(expected), awaited(made, "alice"));
    }

    /** A denied document is like none, and nobody learns here which indexes there are. */
    @Test
    void callerReadsNothingOfDocumentsIndexesAndToolsThatWereKeptFromThem() {
        var document = aDecision().on(Resource.read("kestrel", "d-7", "kestrel", 3)).made();
        // The demo's rules let everybody search, and people call tools.
        var tool = asDenied(aDecision().on(Resource.callTool("wipe", true)).made(), document);
        var index = asDenied(aDecision().on(Resource.search("secrets")).made(), document);

        List.of(document, tool, index).forEach(topic::publish);

        for (var made : List.of(document, tool, index)) {
            assertEquals("deny", awaited(made, "olive").getFirst().path("effect").asText());
            assertEquals(List.of(), page("alice", Map.of("requestId", made.requestId().toString())).path("decisions").valueStream().toList());
        }
    }

    private static DecisionMade asDenied(DecisionMade made, DecisionMade denied) {
        return new DecisionMade(
                made.id(), made.requestId(), made.at(), made.service(), made.action(), made.resource(), made.caller(), denied.effect(), denied.rule(),
                denied.reason(), made.policyVersion());
    }

    @Test
    void nobodyReadsDecisionsAboutOthersOrOfAnotherTenant() {
        var made = aDecision().made();
        topic.publish(made);
        awaited(made, "alice");

        var seen = Stream.of("bob", "ivy", "sam", "eve", "service").map(reader -> page(reader, Map.of("requestId", made.requestId().toString())).toString()).distinct();

        assertEquals(List.of("{\"decisions\":[],\"next\":null}"), seen.toList());
    }

    @Test
    void sameDecisionAgainChangesNothing() {
        var made = aDecision().made();
        topic.publish(made);
        awaited(made, "olive");
        var seen = count("seen-before");

        topic.publish(made);

        await().atMost(PATIENCE).until(() -> count("seen-before") == seen + 1);
        assertEquals(1, awaited(made, "olive").size());
    }

    /** Request ids come from callers: one who repeats another one's must not push that one's decisions out. */
    @Test
    void decisionUnderAnIdThatIsTakenPushesTheFirstNotOut() {
        var first = aDecision().made();
        var other = aDecision().about("ivy", "saltmarsh").made();
        var second = new DecisionMade(
                first.id(), first.requestId(), other.at(), other.service(), other.action(), other.resource(), other.caller(), other.effect(), other.rule(),
                other.reason(), other.policyVersion());
        topic.publish(first);
        awaited(first, "alice");

        topic.publish(second);

        assertEquals("ivy", awaited(second, "ivy").getFirst().at("/caller/subject").asText());
        assertEquals("alice", awaited(first, "alice").getFirst().at("/caller/subject").asText());
    }

    @ParameterizedTest(name = "{1} {2}")
    @MethodSource("malformed")
    void malformedEventBecomesADeadLetterAndTheNextIsKept(byte @Nullable [] value, String reason, String detail) {
        var next = aDecision().made();
        var key = next.requestId().toString();

        var sent = topic.send(Topics.POLICY_DECISIONS, key, value);
        topic.publish(next);

        awaited(next, "alice");
        await().atMost(PATIENCE).until(() -> !topic.read(Topics.POLICY_DECISIONS_DLQ, key).isEmpty());
        var letter = topic.read(Topics.POLICY_DECISIONS_DLQ, key).getFirst().path("data");
        assertEquals(List.of(reason, detail), List.of(letter.path("reason").asText(), letter.path("detail").asText()));
        assertEquals(
                List.of(Topics.POLICY_DECISIONS, Integer.toString(sent.partition()), Long.toString(sent.offset())),
                Stream.of("topic", "partition", "offset").map(name -> letter.path(name).asText()).toList());
        await().atMost(PATIENCE).until(() -> topic.acknowledged("surety-decisions").getOrDefault(sent.partition(), 0L) > sent.offset());
    }

    static Stream<Arguments> malformed() {
        var envelope = "{\"specversion\": \"1.0\", \"id\": \"e-1\", \"source\": \"/x\", \"type\": \"%s\", \"data\": %s}";
        return Stream.of(
                Arguments.of(null, "malformed-event", "the record has no value"),
                Arguments.of(bytes(envelope.formatted("dev.surety.other.v1", "{}")), "unknown-type", "the type is dev.surety.other.v1"),
                Arguments.of(
                        bytes(envelope.formatted(DecisionMade.TYPE, "{\"action\": \"peek\", \"resource\": {}}")),
                        "malformed-event", "the data are no decision: at action"),
                Arguments.of(
                        bytes(envelope.formatted(DecisionMade.TYPE, "{\"resource\": {}}")),
                        "malformed-event", "the record lacks id, requestId, at, service, action, caller, effect, rule, reason, policyVersion"));
    }

    @Test
    void decisionThatOpenSearchRefusesBecomesADeadLetter() {
        var made = aDecision().made();
        var refused = new DecisionMade(
                made.id(), made.requestId(), made.at(), made.service(), made.action(), made.resource(), made.caller(), made.effect(),
                // Longer than a term may be.
                "x".repeat(40_000), made.reason(), made.policyVersion());

        topic.publish(refused);

        var key = made.requestId().toString();
        await().atMost(PATIENCE).until(() -> !topic.read(Topics.POLICY_DECISIONS_DLQ, key).isEmpty());
        var letter = topic.read(Topics.POLICY_DECISIONS_DLQ, key).getFirst().path("data");
        assertEquals(
                List.of("unstorable", "OpenSearch refused the decision with status 400", made.id()),
                Stream.of("reason", "detail", "eventId").map(name -> letter.path(name).asText()).toList());
    }

    @Test
    void whileOpenSearchIsAwayNothingIsLostNorPutAside() {
        var all = IntStream.range(0, 10).mapToObj(any -> aDecision().made()).toList();
        OpenSearchDoor.close();

        var sent = all.stream().map(topic::publish).toList();

        await().atMost(PATIENCE).until(() -> meters.get("surety.evaluation.decisions.waiting").gauge().value() > 0);
        given().header("Authorization", "Bearer alice-token").get("/v1/decisions").then()
                .statusCode(503)
                .header("Retry-After", "2")
                .body("type", equalTo("https://surety.dev/problems/unavailable"));
        var meanwhile = topic.acknowledged("surety-decisions");
        assertFalse(sent.stream().anyMatch(place -> meanwhile.getOrDefault(place.partition(), 0L) > place.offset()));

        OpenSearchDoor.open();

        all.forEach(made -> awaited(made, "alice"));
        var putAside = topic.keys(Topics.POLICY_DECISIONS_DLQ);
        assertFalse(all.stream().anyMatch(made -> putAside.contains(made.requestId().toString())));
    }

    @Test
    void decisionsAreListedNewestFirstPageByPage() {
        var start = Instant.parse("2026-04-01T00:00:00Z");
        var all = IntStream.range(0, 5).mapToObj(day -> aDecision().about("eve", "elsewhere").at(start.plus(Duration.ofDays(day))).made()).toList();
        all.forEach(topic::publish);
        all.forEach(made -> awaited(made, "eve"));

        var paged = new ArrayList<String>();
        var page = page("eve", Map.of("limit", 2));
        paged.addAll(ids(page));
        while (!page.path("next").isNull()) {
            page = page("eve", Map.of("limit", 2, "cursor", page.path("next").asText()));
            assertTrue(ids(page).size() <= 2);
            paged.addAll(ids(page));
        }

        assertEquals(all.reversed().stream().map(DecisionMade::id).toList(), paged);
    }

    @ParameterizedTest
    @CsvSource({"limit, 0", "limit, many", "requestId, one", "cursor, abc", "cursor, WzEsMl0", "cursor, e30"})
    void wrongParameterIsNamed(String name, String value) {
        given().header("Authorization", "Bearer alice-token").queryParam(name, value).get("/v1/decisions").then()
                .statusCode(400)
                .body("type", equalTo("https://surety.dev/problems/invalid-request"))
                .body("field", equalTo(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"forged-token", "expired-grant-token", "strangers-grant-token", ""})
    void whoCannotBeIdentifiedReadsNothing(String token) {
        var request = token.isEmpty() ? given() : given().header("Authorization", "Bearer " + token);

        request.queryParam("requestId", RequestId.next().toString()).get("/v1/decisions").then()
                .statusCode(401)
                .body("type", equalTo("https://surety.dev/problems/unauthenticated"));
    }

    /** The decisions of a request as a reader sees them, once there are any. */
    private List<JsonNode> awaited(DecisionMade made, String reader) {
        return await().atMost(PATIENCE).until(
                () -> page(reader, Map.of("requestId", made.requestId().toString())).path("decisions").valueStream().toList(), found -> !found.isEmpty());
    }

    private JsonNode page(String reader, Map<String, ?> parameters) {
        try {
            return json.readTree(given().header("Authorization", "Bearer " + reader + "-token").queryParams(parameters).get("/v1/decisions").asString());
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    /** As it is read again: numbers of the size that they have in JSON. */
    private JsonNode tree(DecisionMade made) {
        try {
            return json.readTree(json.writeValueAsString(made));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static List<String> ids(JsonNode page) {
        return page.path("decisions").valueStream().map(one -> one.path("id").asText()).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private double count(String result) {
        return meters.counter("surety.evaluation.decisions", "result", result).count();
    }
}
