package dev.surety.evaluation.record;

import static dev.surety.evaluation.testing.AnAnswer.anAnswer;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.api.Outcome;
import dev.surety.evaluation.testing.AnAnswer;
import dev.surety.evaluation.testing.AnswersTopic;
import dev.surety.evaluation.testing.OpenSearchDoor;
import dev.surety.evaluation.testing.ScriptedDocuments;
import dev.surety.evaluation.testing.World;
import dev.surety.event.AnswerRecord.PassageSeen;
import dev.surety.event.Topics;
import dev.surety.request.RequestId;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.RecordMetadata;
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

/** Answer records from the topic to their readers, on real Kafka and OpenSearch. */
@QuarkusTest
@QuarkusTestResource(World.class)
class AnswerRecordsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    ObjectMapper json;

    @Inject
    MeterRegistry meters;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @ConfigProperty(name = "surety.testing.opensearch.url")
    String openSearch;

    private AnswersTopic topic;

    @BeforeEach
    void open() {
        topic = new AnswersTopic(kafka, json);
    }

    @AfterEach
    void close() {
        OpenSearchDoor.open();
        ScriptedDocuments.reset();
        topic.close();
    }

    @Test
    void askerReadsTheirRecordWhole() throws IOException {
        var answer = anAnswer();

        topic.publish(answer);

        var expected = shown(answer);
        assertEquals(expected, json.readTree(awaited(answer, "alice").asString()));
    }

    @Test
    void timeFromAnswerToRecordIsHeldAgainstTheContractAndTheSameRecordOnce() {
        var good = slice("good");
        var late = slice("late");
        var excluded = slice("excluded");
        var inTime = anAnswer().at(Instant.now());
        var old = anAnswer().at(Instant.EPOCH);

        topic.publish(inTime);
        topic.publish(old);
        topic.publish(old);

        await().atMost(PATIENCE).until(() -> slice("good") + slice("late") + slice("excluded") == good + late + excluded + 3);
        assertEquals(List.of(good + 1, late + 1, excluded + 1), List.of(slice("good"), slice("late"), slice("excluded")));
    }

    @Test
    void auditorOfTheTenantReadsTheRecordWithoutContents() throws IOException {
        var answer = anAnswer();

        topic.publish(answer);

        var expected = shown(answer);
        expected.putNull("question").putNull("text");
        List.of("title", "section", "uri").forEach(content -> ((ObjectNode) expected.at("/passages/0")).putNull(content));
        List.of("title", "section", "uri", "quote", "updatedAt").forEach(content -> ((ObjectNode) expected.at("/citations/0")).putNull(content));
        assertEquals(expected, json.readTree(awaited(answer, "olive").asString()));
    }

    @Test
    void auditorReadsTheirOwnRecordWhole() throws IOException {
        var answer = anAnswer().asked("olive", "kestrel");

        topic.publish(answer);

        assertEquals(shown(answer), json.readTree(awaited(answer, "olive").asString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {AnAnswer.LEAVE, AnAnswer.BANDS})
    void whoMayNotReadADocumentBehindTheirAnswerAnyMoreReadsNoContentsOfIt(String page) throws IOException {
        // One is cited, the other was only looked at.
        var answer = anAnswer().finding(AnAnswer.passage(1, AnAnswer.LEAVE), AnAnswer.passage(2, AnAnswer.BANDS));
        topic.publish(answer);
        awaited(answer, "alice");

        ScriptedDocuments.take("alice", AnAnswer.passage(1, page).documentId());

        var expected = shown(answer);
        expected.putNull("question").putNull("text").put("withheldContents", "access-changed");
        expected.path("passages").forEach(passage -> List.of("title", "section", "uri").forEach(content -> ((ObjectNode) passage).putNull(content)));
        List.of("title", "section", "uri", "quote", "updatedAt").forEach(content -> ((ObjectNode) expected.at("/citations/0")).putNull(content));
        assertEquals(expected, json.readTree(get(idOf(answer), "alice").asString()));
    }

    @Test
    void whatAnotherPersonMayNotReadWithholdsNothing() throws IOException {
        var answer = anAnswer();
        topic.publish(answer);
        awaited(answer, "alice");

        ScriptedDocuments.take("bob", AnAnswer.passage(1, AnAnswer.LEAVE).documentId());

        assertEquals("You have 28 days of annual leave a year [1].", get(idOf(answer), "alice").path("text"));
    }

    @Test
    void auditorWhoMayNotReadADocumentBehindTheirOwnAnswerReadsNoContentsEither() {
        var answer = anAnswer().asked("olive", "kestrel");
        topic.publish(answer);
        awaited(answer, "olive");

        ScriptedDocuments.take("olive", AnAnswer.passage(1, AnAnswer.LEAVE).documentId());

        get(idOf(answer), "olive").then().body("withheldContents", equalTo("access-changed")).body("text", nullValue());
    }

    @Test
    void answerThatRestsOnNoDocumentStaysAndNobodyIsAsked() {
        var refusal = AnAnswer.aRefusal();
        topic.publish(refusal);
        awaited(refusal, "alice");
        ScriptedDocuments.goAway();

        var reply = get(idOf(refusal), "alice");

        assertEquals("I can't answer that.", reply.path("text"));
        assertEquals(List.of(), ScriptedDocuments.questions());
    }

    @Test
    void whileNobodySaysWhatMayBeReadNoContentsAreShown() {
        var answer = anAnswer().asked("bob", "kestrel").saying("The harbour opens at six [1].").asking("When does the harbour open?");
        topic.publish(answer);
        awaited(answer, "bob");
        await().atMost(PATIENCE).until(() -> ids(list("bob", Map.of("limit", 100))).contains(idOf(answer)));

        ScriptedDocuments.goAway();

        for (var reply : List.of(
                get(idOf(answer), "bob"), given().header("Authorization", "Bearer bob-token").get("/v1/answer-records"))) {
            reply.then().statusCode(503).header("Retry-After", "2").body("type", equalTo("https://surety.dev/problems/retrieval-unavailable"));
            assertTrue(!reply.asString().contains("harbour"), reply.asString());
        }
        get(idOf(answer), "olive").then().statusCode(200).body("text", nullValue());
    }

    @Test
    void listShowsNoQuestionWhoseAnswerMayNotBeReadAnyMoreAndAsksForAllAtOnce() throws IOException {
        var closed = anAnswer().asked("eve", "elsewhere").citing(AnAnswer.citation(1, AnAnswer.BANDS, "level 4: 76,400"));
        var open = anAnswer().asked("eve", "elsewhere");
        List.of(closed, open).forEach(topic::publish);
        await().atMost(PATIENCE).until(() -> ids(list("eve", Map.of())).size() == 2);
        ScriptedDocuments.reset();

        ScriptedDocuments.take("eve", AnAnswer.passage(1, AnAnswer.BANDS).documentId());
        var page = list("eve", Map.of());

        var byId = new HashMap<String, JsonNode>();
        page.path("records").forEach(one -> byId.put(one.path("requestId").asText(), one));
        assertEquals("access-changed", byId.get(idOf(closed)).path("withheldContents").asText());
        assertTrue(byId.get(idOf(closed)).path("question").isNull());
        assertEquals("How many days of annual leave do I have?", byId.get(idOf(open)).path("question").asText());
        assertEquals(List.of(2), ScriptedDocuments.questions());
    }

    @Test
    void listThatRestsOnManyDocumentsIsAskedAboutInPieces() throws IOException {
        var answers = IntStream.range(0, 30)
                .mapToObj(number -> anAnswer()
                        .asked("sam", "saltmarsh")
                        .finding(IntStream.range(0, 15).mapToObj(page -> AnAnswer.passage(page, number + "/" + page)).toArray(PassageSeen[]::new)))
                .toList();
        answers.forEach(topic::publish);
        await().atMost(PATIENCE).until(() -> ids(list("sam", Map.of("limit", 100))).size() == 30);
        ScriptedDocuments.reset();

        list("sam", Map.of("limit", 100));

        assertEquals(List.of(200, 200, 51), ScriptedDocuments.questions());
    }

    @Test
    void somebodyElsesRecordLooksLikeNone() {
        var answer = anAnswer();
        topic.publish(answer);
        awaited(answer, "alice");

        var unknown = get(RequestId.next().toString(), "bob");
        var noId = get("nonsense", "bob");
        var others = Stream.of("bob", "ivy", "sam", "service").map(name -> get(idOf(answer), name)).toList();

        assertEquals(404, unknown.statusCode());
        assertEquals(withoutRequestId(unknown), withoutRequestId(noId));
        others.forEach(other -> assertEquals(withoutRequestId(unknown), withoutRequestId(other)));
    }

    @Test
    void recordOfNobodyIsNobodys() {
        var answer = anAnswer();
        var tree = (ObjectNode) answer.recordJson();
        tree.remove("asker");
        topic.send(idOf(answer), event(UUID.randomUUID().toString(), tree));
        var after = anAnswer();
        topic.publish(after);
        awaited(after, "alice");
        awaitDocument(idOf(answer));

        assertEquals(404, get(idOf(answer), "alice").statusCode());
        assertEquals(404, get(idOf(answer), "olive").statusCode());
    }

    @Test
    void sameEventAgainChangesNothing() {
        var answer = anAnswer();
        var eventId = UUID.randomUUID().toString();
        topic.publish(eventId, answer.record());
        awaited(answer, "alice");
        var before = awaitDocument(idOf(answer));
        var seen = count("seen-before");

        topic.publish(eventId, answer.record());

        await().atMost(PATIENCE).until(() -> count("seen-before") == seen + 1);
        assertEquals(before, awaitDocument(idOf(answer)));
        assertEquals(1, search("{\"query\": {\"term\": {\"requestId\": \"%s\"}}}".formatted(idOf(answer))).at("/hits/hits").size());
    }

    @Test
    void recordUnderAnIdThatIsTakenPushesTheFirstNotOut() {
        var id = RequestId.next();
        var first = anAnswer().to(id);
        var second = anAnswer().to(id).asked("ivy", "saltmarsh").saying("Ivy's answer [1].");
        topic.publish(first);
        awaited(first, "alice");

        topic.publish(second);

        assertEquals("Ivy's answer [1].", awaited(second, "ivy").path("text"));
        assertEquals("You have 28 days of annual leave a year [1].", get(id.toString(), "alice").path("text"));
    }

    @Test
    void unknownMembersOfALaterVersionAreKeptAndNotShown() {
        var answer = anAnswer();
        var tree = (ObjectNode) answer.recordJson();
        tree.put("mood", "cheerful");

        topic.send(idOf(answer), event(UUID.randomUUID().toString(), tree));

        awaited(answer, "alice").then().body("mood", nullValue());
        assertEquals("cheerful", awaitDocument(idOf(answer)).at("/_source/record/mood").asText());
    }

    @ParameterizedTest(name = "{1} {2}")
    @MethodSource("malformed")
    void malformedEventBecomesADeadLetterAndTheNextIsKept(byte @Nullable [] value, String reason, String detail) throws IOException {
        var next = anAnswer();
        var key = idOf(next);

        var sent = topic.send(key, value);
        topic.publish(next);

        awaited(next, "alice");
        await().atMost(PATIENCE).until(() -> !topic.read(Topics.ANSWERS_DLQ, key).isEmpty());
        var letters = topic.read(Topics.ANSWERS_DLQ, key);
        var letter = letters.getFirst().path("data");
        assertEquals(1, letters.size());
        assertEquals("dev.surety.dead-letter.v1", letters.getFirst().path("type").asText());
        assertEquals(reason, letter.path("reason").asText());
        assertEquals(detail, letter.path("detail").asText());
        assertEquals(
                List.of(Topics.ANSWERS, Integer.toString(sent.partition()), Long.toString(sent.offset()), key),
                Stream.of("topic", "partition", "offset", "key").map(name -> letter.path(name).asText()).toList());
        assertEquals(value == null ? 0 : value.length, letter.path("payloadBytes").asInt());
        await().atMost(PATIENCE).until(() -> isAcknowledged(sent, topic.acknowledged()));
    }

    static Stream<Arguments> malformed() {
        var envelope = "{\"specversion\": \"1.0\", \"id\": \"e-1\", \"source\": \"/x\", \"type\": \"%s\", \"data\": %s}";
        var type = "dev.surety.answer.recorded.v1";
        return Stream.of(
                Arguments.of(null, "malformed-event", "the record has no value"),
                Arguments.of(bytes("no JSON"), "malformed-event", "not a CloudEvent in JSON: at character 0"),
                Arguments.of(bytes("null"), "malformed-event", "the event is null"),
                Arguments.of(new byte[] {'"', (byte) 0xff, '"'}, "malformed-event", "the value is not valid UTF-8"),
                Arguments.of(bytes(envelope.formatted("dev.surety.other.v1", "{}")), "unknown-type", "the type is dev.surety.other.v1"),
                Arguments.of(bytes(envelope.formatted(type, "null")), "malformed-event", "the data are null"),
                Arguments.of(bytes(envelope.formatted(type, "[]")), "malformed-event", "the data are no answer record"),
                Arguments.of(bytes(envelope.formatted(type, "{\"requestId\": 7}")), "malformed-event", "the data are no answer record: at requestId"),
                Arguments.of(
                        bytes(envelope.formatted(type, "{\"passages\": [], \"stages\": [], \"citations\": [], \"degraded\": []}")),
                        "malformed-event", "the record lacks requestId, at, question, text, outcome, tier, cache"),
                Arguments.of(bytes("{\"id\": \"1\", \"id\": \"2\"}"), "malformed-event", "not a CloudEvent in JSON: at character 21"));
    }

    @Test
    void recordThatOpenSearchRefusesBecomesADeadLetter() {
        var answer = anAnswer();
        var tree = (ObjectNode) answer.recordJson();
        // Longer than a term may be.
        tree.put("tier", "x".repeat(40_000));

        topic.send(idOf(answer), event("e-unstorable", tree));

        await().atMost(PATIENCE).until(() -> !topic.read(Topics.ANSWERS_DLQ, idOf(answer)).isEmpty());
        var letter = topic.read(Topics.ANSWERS_DLQ, idOf(answer)).getFirst().path("data");
        assertEquals("unstorable", letter.path("reason").asText());
        assertEquals("OpenSearch refused the record with status 400", letter.path("detail").asText());
        assertEquals("e-unstorable", letter.path("eventId").asText());
    }

    @Test
    void whileOpenSearchIsAwayNothingIsLostNorPutAside() {
        var answers = IntStream.range(0, 20).mapToObj(any -> anAnswer()).toList();
        OpenSearchDoor.close();

        var sent = new ArrayList<RecordMetadata>();
        answers.forEach(answer -> sent.add(topic.send(idOf(answer), topic.event(UUID.randomUUID().toString(), answer.record()))));

        await().atMost(PATIENCE).until(() -> waiting() > 0);
        get(idOf(answers.getFirst()), "alice").then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "2")
                .body("type", equalTo("https://surety.dev/problems/unavailable"));
        var meanwhile = topic.acknowledged();
        assertEquals(List.of(), sent.stream().filter(place -> isAcknowledged(place, meanwhile)).toList());

        OpenSearchDoor.open();

        answers.forEach(answer -> awaited(answer, "alice"));
        await().atMost(PATIENCE).until(() -> waiting() == 0);
        await().atMost(PATIENCE).until(() -> topic.acknowledged(), acknowledged -> sent.stream().allMatch(place -> isAcknowledged(place, acknowledged)));
        var putAside = topic.keys(Topics.ANSWERS_DLQ);
        assertEquals(List.of(), answers.stream().map(AnswerRecordsTest::idOf).filter(putAside::contains).toList());
    }

    @Test
    void traceGoesOnFromTheQuestionToTheStore() {
        var answer = anAnswer();

        topic.publishTraced(answer, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        awaited(answer, "alice");
        var seen = OpenSearchDoor.traceparentOf(idOf(answer)).orElse("no trace");
        assertTrue(seen.startsWith("00-0af7651916cd43dd8448eb211c80319c-"), seen);
    }

    @Test
    void ownRecordsAreListedNewestFirstPageByPage() throws IOException {
        var start = Instant.parse("2026-04-01T00:00:00Z");
        var answers = IntStream.range(0, 5).mapToObj(day -> anAnswer().asked("ivy", "saltmarsh").at(start.plus(Duration.ofDays(day)))).toList();
        answers.forEach(topic::publish);
        topic.publish(anAnswer().asked("ivy", "kestrel"));
        topic.publish(anAnswer());
        await().atMost(PATIENCE).until(() -> ids(list("ivy", Map.of("limit", 100))).containsAll(answers.stream().map(AnswerRecordsTest::idOf).toList()));

        var all = ids(list("ivy", Map.of("limit", 100)));
        var paged = new ArrayList<String>();
        var page = list("ivy", Map.of("limit", 2));
        paged.addAll(ids(page));
        while (!page.path("next").isNull()) {
            page = list("ivy", Map.of("limit", 2, "cursor", page.path("next").asText()));
            assertTrue(ids(page).size() <= 2);
            paged.addAll(ids(page));
        }

        assertEquals(all, paged);
        assertEquals(
                answers.reversed().stream().map(AnswerRecordsTest::idOf).toList(),
                all.stream().filter(id -> answers.stream().anyMatch(answer -> idOf(answer).equals(id))).toList());
    }

    @Test
    void listTellsOfEachRecordOnlyWhatAListNeedsAndCanBeNarrowedToAnOutcome() throws IOException {
        var refused = anAnswer().asked("bob", "kestrel").ending(Outcome.REFUSED).at(Instant.parse("2026-04-02T00:00:00.5Z"));
        topic.publish(anAnswer().asked("bob", "kestrel"));
        topic.publish(refused);
        await().atMost(PATIENCE).until(() -> ids(list("bob", Map.of())).size() == 2);

        var page = list("bob", Map.of("outcome", "refused"));

        assertEquals(
                json.readTree("""
                        {"records": [{"requestId": "%s", "at": "2026-04-02T00:00:00.500Z", "question": "How many days of annual leave do I have?",
                          "outcome": "refused", "tier": "extractive", "cache": "none", "costUsd": "0.000412", "withheldContents": null}], "next": null}"""
                        .formatted(idOf(refused))),
                page);
    }

    @ParameterizedTest
    @CsvSource({"limit, 0", "limit, 101", "limit, many", "limit, -1", "outcome, maybe", "cursor, abc", "cursor, WzEsMl0", "cursor, e30"})
    void wrongParameterIsNamed(String name, String value) {
        given().header("Authorization", "Bearer alice-token").queryParam(name, value).get("/v1/answer-records").then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("https://surety.dev/problems/invalid-request"))
                .body("field", equalTo(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"forged-token", "expired-grant-token", "strangers-grant-token", ""})
    void whoCannotBeIdentifiedReadsNothing(String token) {
        for (var path : List.of("/v1/answer-records", "/v1/answer-records/" + RequestId.next())) {
            var request = token.isEmpty() ? given() : given().header("Authorization", "Bearer " + token);

            request.get(path).then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", "Bearer")
                    .body("type", equalTo("https://surety.dev/problems/unauthenticated"));
        }
    }

    @Test
    void aServiceThatNamesAPersonIsRefusedInsteadOfShownItsOwnRecords() {
        given().header("Authorization", "Bearer alice-token").header("Surety-On-Behalf-Of", "bob").get("/v1/answer-records").then()
                .statusCode(400)
                .body("field", equalTo("Surety-On-Behalf-Of"));
    }

    @Test
    void whenNobodyCanSayWhoAsksNothingIsRead() {
        given().header("Authorization", "Bearer nobody-can-say").get("/v1/answer-records").then()
                .statusCode(503)
                .body("type", equalTo("https://surety.dev/problems/identity-unavailable"));
    }

    private Response awaited(AnAnswer answer, String reader) {
        return await().atMost(PATIENCE).until(() -> get(idOf(answer), reader), reply -> reply.statusCode() == 200);
    }

    private static Response get(String id, String reader) {
        return given().header("Authorization", "Bearer " + reader + "-token").get("/v1/answer-records/" + id);
    }

    private JsonNode list(String reader, Map<String, ?> parameters) throws IOException {
        return json.readTree(given().header("Authorization", "Bearer " + reader + "-token").queryParams(parameters).get("/v1/answer-records").asString());
    }

    private static List<String> ids(JsonNode page) {
        return StreamSupport.stream(page.path("records").spliterator(), false).map(one -> one.path("requestId").asText()).toList();
    }

    private JsonNode awaitDocument(String id) {
        return await().atMost(PATIENCE).until(() -> ask("GET", "/surety-answers/_doc/" + id, null), found -> found.path("found").asBoolean());
    }

    private JsonNode search(String query) {
        ask("POST", "/surety-answers/_refresh", null);
        return ask("POST", "/surety-answers/_search", query);
    }

    private JsonNode ask(String method, String path, @Nullable String body) {
        try {
            return json.readTree(HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(openSearch + path))
                                    .header("Content-Type", "application/json")
                                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .body());
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    /** The record with all its members, also those that are not there. */
    private ObjectNode shown(AnAnswer answer) throws IOException {
        var record = (ObjectNode) json.readTree(answer.recordJson().toString());
        record.remove("decisions");
        return record.putNull("conversationId").putNull("problem").putNull("withheldContents");
    }

    private byte[] event(String id, JsonNode record) {
        return bytes("{\"specversion\": \"1.0\", \"id\": \"%s\", \"source\": \"/x\", \"type\": \"dev.surety.answer.recorded.v1\", \"data\": %s}"
                .formatted(id, record));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String idOf(AnAnswer answer) {
        return answer.record().requestId().toString();
    }

    private static String withoutRequestId(Response reply) {
        return reply.statusCode() + reply.contentType() + reply.asString().replaceAll("\"requestId\":\"[^\"]+\"", "");
    }

    private static boolean isAcknowledged(RecordMetadata place, Map<Integer, Long> acknowledged) {
        return acknowledged.getOrDefault(place.partition(), 0L) > place.offset();
    }

    private double count(String result) {
        return meters.counter("surety.evaluation.records", "result", result).count();
    }

    private double slice(String result) {
        return meters.get("surety.slice.requests").tag("objective", "record").tag("result", result).counter().count();
    }

    private double waiting() {
        return meters.get("surety.evaluation.records.waiting").gauge().value();
    }
}
