package dev.surety.inference;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.testing.RealKafka;
import dev.surety.local.testing.RealPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealKafka.class)
@QuarkusTestResource(value = RealPostgres.class, initArgs = @ResourceArg(name = "schema", value = "inference"))
@QuarkusTestResource(ScriptedPeers.class)
class AnswerResourceTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void answersInTheDocumentsWordsWithACitation() {
        Answers.ask("How many days may I work abroad?")
                .statusCode(200)
                .body("outcome", equalTo("answered"))
                .body("tier", equalTo("extractive"))
                .body("text", equalTo("You may work abroad for up to 30 calendar days a year [1]."))
                .body("citations.number", contains(1))
                .body("citations[0].quote", equalTo("You may work abroad for up to 30 calendar days a year."))
                .body("citations[0].title", equalTo("Working abroad"))
                .body("costUsd", equalTo("0"))
                .body("indexRelease", equalTo("kestrel-0001"))
                .body("clarification", nullValue())
                .header("Server-Timing", matchesPattern("inference;dur=[0-9.]+, answer;dur=[0-9.]+"));
    }

    @Test
    void keepsAValidRequestIdAndReplacesAnother() {
        var valid = "01931c2e-7b7a-7000-8000-000000000001";

        var kept = RestAssured.given().header("X-Request-Id", valid).post("/v1/answers").header("X-Request-Id");
        var replaced = RestAssured.given().header("X-Request-Id", "not-an-id").post("/v1/answers").header("X-Request-Id");

        assertEquals(valid, kept);
        assertTrue(replaced.matches("[0-9a-f]{8}-[0-9a-f]{4}-7.*"), replaced);
    }

    @Test
    void refusesWhenNothingBearsOnTheQuestion() {
        Answers.ask("UNKNOWN-TO-ALL what is the airspeed of a swallow?")
                .statusCode(200)
                .body("outcome", equalTo("refused"))
                .body("citations.size()", equalTo(0))
                .body("tier", equalTo("none"));
    }

    @Test
    void pointsToSourcesWhenTheCallerWantsNoMore() {
        Answers.ask("alice", Map.of("question", "How many days may I work abroad?", "mode", "sources-only"))
                .statusCode(200)
                .body("outcome", equalTo("sources-only"))
                .body("citations[0].documentId", equalTo("d-1"));
    }

    @Test
    void recordsEveryStageOfAnAnswer() throws Exception {
        var id = Answers.ask("How many days may I work abroad, for the record?").statusCode(200).extract().<String>path("requestId");

        var record = Answers.recordOf(id, kafka).path("data");

        assertEquals("How many days may I work abroad, for the record?", record.path("question").asText());
        assertEquals("alice", record.path("asker").path("subject").asText());
        assertEquals(
                List.of("admit", "authorize", "permit", "recall", "retrieve", "route", "generate", "verify"),
                StreamSupport.stream(record.path("stages").spliterator(), false).map(line -> line.path("stage").asText()).toList());
        assertEquals(2, record.path("passages").size());
        assertEquals(0.92, record.path("passages").get(0).path("scores").path("vector").asDouble());
        assertFalse(record.path("traceId").asText().isEmpty());
    }

    @Test
    void retrievalThatFailsGivesAProblemAndARecord() throws Exception {
        var id = Answers.ask("RETRIEVAL-DOWN how many days?")
                .statusCode(503)
                .contentType("application/problem+json")
                .body("type", equalTo("https://surety.dev/problems/retrieval-unavailable"))
                .header("Retry-After", equalTo("2"))
                .extract().<String>path("requestId");

        var record = Answers.recordOf(id, kafka).path("data");

        assertEquals("failed", record.path("outcome").asText());
        assertEquals("retrieval-unavailable", record.path("problem").asText());
    }

    @Test
    void retrievalThatHangsGivesAProblemAfterItsSlice() {
        Answers.ask("RETRIEVAL-SLOW how many days?")
                .statusCode(503)
                .body("type", equalTo("https://surety.dev/problems/retrieval-unavailable"));
    }

    @Test
    void aDeadlineShorterThanTheSliceIsKept() {
        Answers.ask("alice", Map.of("question", "RETRIEVAL-SLOW how many days?", "deadlineMs", 300))
                .statusCode(504)
                .body("type", equalTo("https://surety.dev/problems/deadline-exceeded"));
    }

    @Test
    void tellsWhenSearchWorksByWordsOnly() {
        Answers.ask("WORDS-ONLY how many days may I work abroad?")
                .statusCode(200)
                .header("Surety-Degraded", equalTo("lexical-only"))
                .body("degraded", contains("lexical-only"))
                .body("text", containsString("Search works by words only at the moment"));
    }

    @Test
    void whoWantsAFreshAnswerGetsNoCachedOne() throws Exception {
        var question = "How many days may I work abroad, once more?";
        Answers.announceIndex(kafka);
        Answers.untilCached(question);

        Answers.askAnew("alice", question).statusCode(200).body("cache", equalTo("none"));
    }

    @ParameterizedTest
    @CsvSource({"loser, gone, a document behind the kept answer was taken away",
        "bystander of what was found and not cited, gone, a document behind the kept answer was taken away",
        "doubtful, bypassed, whether the documents behind the kept answer may still be read is not known"})
    void aKeptAnswerIsGivenOnlyWhileItsDocumentsMayBeRead(String who, String decision, String reason) throws Exception {
        var question = Map.of("question", "How many days may I work abroad, says " + who + "?");
        Answers.announceIndex(kafka);
        Answers.untilCached("How many days may I work abroad, once more?");
        Answers.ask(who, question).statusCode(200).body("cache", equalTo("none"));

        var again = Answers.ask(who, question).statusCode(200).body("cache", equalTo("none")).extract().<String>path("requestId");

        var recall = StreamSupport.stream(Answers.recordOf(again, kafka).at("/data/stages").spliterator(), false)
                .filter(line -> line.path("stage").asText().equals("recall"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of(decision, reason), List.of(recall.path("decision").asText(), recall.path("reason").asText()));
    }

    @Test
    void tellsWhenSentencesCouldOnlyBeJudgedByTheirWords() {
        Answers.ask("RERANK-DOWN how many days may I work abroad?")
                .statusCode(200)
                .header("Surety-Degraded", equalTo("lexical-only"))
                .body("citations[0].documentId", equalTo("d-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer ", "Bearer nonsense", "Basic YWxpY2U6YWxpY2U="})
    void withoutAGoodTokenNobodyIsAnswered(String authorization) {
        RestAssured.given()
                .header("Authorization", authorization)
                .contentType("application/json")
                .body(Map.of("question", "How many days may I work abroad?"))
                .post("/v1/answers")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", equalTo("Bearer"))
                .body("type", equalTo("https://surety.dev/problems/unauthenticated"));
    }

    @Test
    void streamsStagesThenTextThenTheAnswer() {
        var events = stream("token-of-alice", "How many days may I work abroad while streaming?").then().statusCode(200).extract().asString();

        var names = events.lines().filter(line -> line.startsWith("event:")).map(line -> line.substring(6).strip()).toList();
        assertEquals("stage", names.getFirst());
        assertEquals("answer", names.getLast());
        assertTrue(names.indexOf("token") > names.lastIndexOf("stage") - 1, names.toString());
        assertTrue(names.contains("citation"));
        assertTrue(events.contains("\"outcome\":\"answered\""));
    }

    @Test
    void whoIsSwitchedOffInTheDirectoryIsToldSoAndNothingElse() {
        stream("token-of-switched-off", "How many days?").then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("https://surety.dev/problems/person-refused"))
                .body("detail", equalTo("identity-policy gives this caller no grant"));
    }

    @Test
    void aServiceThatActsForSomebodyIsAnsweredAsThatPersonAndForNobodyElse() {
        var asPerson = RestAssured.given().header("Authorization", "Bearer token-of-desk").header("Surety-On-Behalf-Of", "switched-off-too")
                .contentType("application/json").body(Map.of("question", "How many days?")).post("/v1/answers");
        var asItself = RestAssured.given().header("Authorization", "Bearer token-of-desk")
                .contentType("application/json").body(Map.of("question", "How many days?")).post("/v1/answers");

        asPerson.then().statusCode(403).body("type", equalTo("https://surety.dev/problems/person-refused"));
        asItself.then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/budgets", "/v1/degradation"})
    void whereNobodyIsActedForAServiceThatNamesAPersonIsRefused(String path) {
        RestAssured.given().header("Authorization", "Bearer token-of-desk").header("Surety-On-Behalf-Of", "alice").get(path).then()
                .statusCode(400)
                .body("field", equalTo("Surety-On-Behalf-Of"))
                .body("detail", containsString("leave out the header"));
        RestAssured.given().header("Authorization", "Bearer token-of-desk").get(path).then().statusCode(not(equalTo(400)));
    }

    @Test
    void streamOfAStrangerIsAPlain401() {
        stream("nonsense", "How many days?").then().statusCode(401).contentType("application/problem+json");
    }

    @Test
    void streamEndsWithAProblemWhenRetrievalFails() {
        var events = stream("token-of-alice", "RETRIEVAL-DOWN how many days?").then().statusCode(200).extract().asString();

        assertTrue(events.contains("event:problem") || events.contains("event: problem"), events);
        assertTrue(events.contains("retrieval-unavailable"));
    }

    @Test
    void namesTheFieldThatIsWrong() {
        Answers.ask("alice", Map.of("question", " ")).statusCode(400).body("field", equalTo("question"));
        Answers.ask("alice", Map.of("question", "x".repeat(100_000))).statusCode(400).body("field", equalTo("question"));
        Answers.ask("alice", Map.of("question", "x y", "colour", "red")).statusCode(400).body("field", equalTo("colour"));
        Answers.ask("alice", Map.of("question", List.of("a"))).statusCode(400).body("field", equalTo("question"));
        Answers.ask("alice", Map.of("question", 5)).statusCode(400).body("field", equalTo("question"));
        Answers.ask("alice", Map.of("question", true)).statusCode(400).body("field", equalTo("question"));
        Answers.ask("alice", Map.of("question", "x y", "deadlineMs", "2500")).statusCode(400).body("field", equalTo("deadlineMs"));
        Answers.ask("alice", Map.of("question", "x y", "deadlineMs", 2500.5)).statusCode(400).body("field", equalTo("deadlineMs"));
        Answers.ask("alice", Map.of("question", "x y", "deadlineMs", 1)).statusCode(400).body("field", equalTo("deadlineMs"));
        Answers.ask("alice", Map.of("question", "x y", "maxCostUsd", "1e9")).statusCode(400).body("field", equalTo("maxCostUsd"));
        Answers.ask("alice", Map.of("question", "x y", "mode", "yolo")).statusCode(400).body("field", equalTo("mode"));
    }

    @Test
    void aBodyThatIsNotJsonInUtf8Is400() {
        for (var body : new byte[][] {{'{', '"', 'q'}, "{\"question\":\"\u00e9\"}".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), {}}) {
            RestAssured.given()
                    .header("Authorization", "Bearer token-of-alice")
                    .contentType("application/json")
                    .body(body)
                    .post("/v1/answers")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("field", not(nullValue()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Wie viele Tage darf ich im Ausland arbeiten?",
        "work AND (abroad OR \"days\") title:secret* ~2 ^9 {\"match_all\":{}}",
        "days\u0000abroad\u0007\u202e work",
        "'); DROP TABLE outbox; --"
    })
    void whateverAPersonTypesIsAQuestion(String question) {
        Answers.ask(question).statusCode(200);
    }

    @Test
    void aDeadlineThatHasPassedIsRefusedAtOnce() {
        RestAssured.given()
                .header("X-Request-Deadline-Ms", "0")
                .contentType("application/json")
                .body(Map.of("question", "How many days?"))
                .post("/v1/answers")
                .then()
                .statusCode(504)
                .body("type", equalTo("https://surety.dev/problems/deadline-exceeded"));
    }

    private static io.restassured.response.Response stream(String token, String question) {
        return RestAssured.given()
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .contentType("application/json")
                .body(Map.of("question", question))
                .post("/v1/answers");
    }
}
