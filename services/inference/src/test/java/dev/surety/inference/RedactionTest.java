package dev.surety.inference;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.contract.ContractFile;
import dev.surety.edge.ContractInForce;
import dev.surety.event.Topics;
import dev.surety.local.testing.RealKafka;
import dev.surety.local.testing.RealPostgres;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What leaves for a model, a caller, Kafka, a log and a trace, of questions and documents that hold what should not. */
@QuarkusTest
@TestProfile(RedactionTest.Redacting.class)
@QuarkusTestResource(RealKafka.class)
@QuarkusTestResource(value = RealPostgres.class, initArgs = @ResourceArg(name = "schema", value = "inference"))
@QuarkusTestResource(ScriptedPeers.class)
@QuarkusTestResource(SpanReceiver.class)
class RedactionTest {

    private static final Path CONTRACT = Path.of("target/contract-redaction.yaml");
    private static final Path LOG_FILE = Path.of("target/redaction-test.log");
    private static final String CALLERS_MAIL = "bob@elsewhere.example";
    private static final List<String> ORIGINALS = List.of(ScriptedPeers.CARD, ScriptedPeers.MAIL, ScriptedPeers.TOKEN, CALLERS_MAIL);
    private static final String RULES = """

            redaction:
              - { purpose: prompt, kinds: [secret, payment-card, national-id, iban, email, phone], reversible: %s }
              - { purpose: answer, kinds: [%s] }
            """;
    private static final String NAMES = """

            redaction:
              - { purpose: prompt, kinds: [person], reversible: true }
              - { purpose: answer, kinds: [person] }
              - { purpose: event, kinds: [secret, person] }
            """;
    // What is redacted is tested here, and not how long anything takes.
    private static final int LONG = 60_000;
    private static final String PATIENT = "timeout: 30s";
    private static final String USUAL = RULES.formatted(true, "secret, payment-card, national-id");

    SpanReceiver spans;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @ConfigProperty(name = "surety.identity.url")
    String peers;

    @Inject
    ContractInForce contract;

    @Inject
    Tracer tracer;

    public static final class Redacting implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            write(USUAL);
            return Map.of(
                    "surety.contract", CONTRACT.toString(),
                    "surety.contract-check", "50ms",
                    "surety.redaction.names.url", "${surety.identity.url}/scripted/names",
                    "quarkus.log.file.enabled", "true",
                    "quarkus.log.file.path", LOG_FILE.toString());
        }
    }

    @AfterEach
    void backToTheUsualContract() {
        obey(USUAL);
    }

    @Test
    void aModelIsShownPlaceholdersAndTheCallerGetsTheOriginalsBack() {
        var asked = sensitive("MODEL-COPIES reversible");

        ask(asked)
                .statusCode(200)
                .body("tier", equalTo("large"))
                .body("text", startsWith("Before a journey write to " + ScriptedPeers.MAIL + " at the desk [1]."))
                .body("citations[0].quote", equalTo("Before a journey write to " + ScriptedPeers.MAIL + " at the desk."));

        assertEquals(1, Answers.prompts(peers, "MODEL-COPIES reversible my card is [payment-card-1], my mail [email-1], my key [secret-1]"));
        ORIGINALS.forEach(original -> assertEquals(0, Answers.prompts(peers, original)));
    }

    @Test
    void whatIsNotTurnedBackStaysAPlaceholder() {
        obey(RULES.formatted(false, "secret, payment-card, national-id"));

        ask(sensitive("MODEL-COPIES for good"))
                .statusCode(200)
                .body("tier", equalTo("large"))
                .body("text", startsWith("Before a journey write to [email] at the desk [1]."));

        ORIGINALS.forEach(original -> assertEquals(0, Answers.prompts(peers, original)));
    }

    @Test
    void aCallerIsNotGivenWhatNoAnswerMayHoldWhoeverWroteIt() {
        var extract = ask("MODEL-NOTHING SENSITIVE which card does the desk pay with at stations?")
                .statusCode(200)
                .body("tier", equalTo("extractive"))
                .body("text", containsString("The desk pays with the card [payment-card] at stations"))
                .extract();
        var pointed = Answers.ask("alice", Map.of(
                        "question", "SENSITIVE which card does the desk pay with at stations?", "mode", "sources-only", "deadlineMs", LONG))
                .statusCode(200)
                .body("outcome", equalTo("sources-only"))
                .extract();

        for (var body : List.of(extract.asString(), pointed.asString())) {
            assertTrue(body.contains("[payment-card]"), body);
            assertFalse(body.contains("4111"), body);
        }
    }

    @Test
    void anAnswerFromTheCacheHoldsNoneEither() throws Exception {
        Answers.announceIndex(kafka);
        var asked = "MODEL-SPELLS SENSITIVE which card does the desk pay with at stations, again?";

        Answers.untilCached(asked);

        ask(asked).body("cache", equalTo("exact")).body("text", containsString("[payment-card]")).body("text", not(containsString("4111")));
    }

    @Test
    void aSecretThatAModelSpellsLetterByLetterNeverLeavesInAStream() {
        var stream = RestAssured.given()
                .header("Authorization", "Bearer token-of-alice")
                .header("Accept", "text/event-stream")
                .contentType("application/json")
                .body(Map.of("question", "MODEL-SPELLS SENSITIVE which card does the desk pay with at stations?", "deadlineMs", LONG))
                .post("/v1/answers")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertTrue(stream.contains("\"tier\":\"large\""), stream);
        assertTrue(stream.contains("[payment-card]"), stream);
        assertFalse(stream.contains("4111"), stream);
        assertFalse(stream.contains("1111"), stream);
    }

    @Test
    void recordsAndDecisionsOnKafkaHoldNone() throws Exception {
        var id = ask(sensitive("MODEL-COPIES recorded")).statusCode(200).extract().<String>path("requestId");

        var record = Answers.recordOf(id, kafka);
        var decisions = told(id);

        assertEquals("MODEL-COPIES recorded my card is [payment-card], my mail [email], my key [secret]", begin(record.at("/data/question").asText()));
        assertTrue(record.at("/data/text").asText().startsWith("Before a journey write to [email] at the desk [1]."), record.toString());
        assertTrue(decisions.contains("my card is [payment-card]"), decisions);
        for (var original : ORIGINALS) {
            assertFalse(record.toString().contains(original), record.toString());
            assertFalse(decisions.contains(original), decisions);
        }
    }

    @Test
    void aRecordOfAFailureHoldsNone() throws Exception {
        var request = RestAssured.given()
                .header("Authorization", "Bearer token-of-alice")
                .contentType("application/json")
                .body(Map.of("question", "RETRIEVAL-DOWN my card is " + ScriptedPeers.CARD, "deadlineMs", LONG))
                .post("/v1/answers")
                .then()
                .extract();

        var record = Answers.recordOf(request.header("X-Request-Id"), kafka);

        assertEquals("RETRIEVAL-DOWN my card is [payment-card]", record.at("/data/question").asText());
    }

    @Test
    void aProblemDoesNotRepeatWhatWasSent() {
        for (var accepts : List.of("application/json", "text/event-stream")) {
            RestAssured.given()
                    .header("Authorization", "Bearer token-of-alice")
                    .header("Accept", accepts)
                    .contentType("application/json")
                    .body(Map.of("question", "May I?", ScriptedPeers.TOKEN, 1))
                    .post("/v1/answers")
                    .then()
                    .statusCode(400)
                    .body("detail", containsString("there is no field '[secret]'"))
                    .body("field", equalTo("[secret]"));
        }
    }

    @Test
    void namesThatTheDirectoryKnowsAndNamesThatAModelFindsAreTakenOutOfPromptAnswerAndRecord() throws Exception {
        obey(NAMES);

        var reply = ask("MODEL-NOTHING NAMED \uD83D\uDE00 whom do I ask at the desk before a journey, Runa Hegre or Tuva Brekke?")
                .statusCode(200)
                .body("tier", equalTo("extractive"))
                .body("text", containsString("At the desk ask [person] or \uD83D\uDE00 [person] before a journey [1]."))
                .extract();

        var record = Answers.recordOf(reply.path("requestId"), kafka);
        assertTrue(record.at("/data/question").asText().endsWith("before a journey, [person] or [person]?"), record.toString());
        assertEquals(1, Answers.prompts(peers, "before a journey, [person-1] or [person-2]?"));
        for (var name : List.of(ScriptedPeers.COLLEAGUE, ScriptedPeers.STRANGER)) {
            assertEquals(0, Answers.prompts(peers, name));
            assertFalse(reply.asString().contains(name), reply.asString());
            assertFalse(record.toString().contains(name), record.toString());
        }
    }

    @Test
    void whileTheModelForNamesIsAwayNothingLeavesAndTheRecordSaysSoWithoutAWord() throws Exception {
        obey(NAMES);

        var reply = ask("NAMES-DOWN NAMED whom do I ask before a journey, Tuva Brekke?")
                .statusCode(503)
                .body("type", equalTo("https://surety.dev/problems/unavailable"))
                .body("detail", equalTo("the model for names did not say whose names stand in the text"))
                .extract();

        var record = Answers.recordOf(reply.header("X-Request-Id"), kafka);
        assertEquals("unavailable", record.at("/data/problem").asText());
        assertEquals("[withheld: nobody could say what must not stand here]", record.at("/data/question").asText());
        assertFalse(record.toString().contains(ScriptedPeers.STRANGER), record.toString());
        assertEquals(0, Answers.prompts(peers, "NAMES-DOWN"));
    }

    @Test
    void aLogHoldsNoneOfMessagesParametersAndExceptions() throws IOException {
        var mark = UUID.randomUUID().toString();
        var failure = new IllegalStateException("token " + ScriptedPeers.TOKEN, new IllegalArgumentException("card " + ScriptedPeers.CARD));

        Logger.getLogger("anybody's").errorf(failure, "%s mail %s", mark, ScriptedPeers.MAIL);

        until(() -> log().contains(mark));
        var log = log();
        assertTrue(log.contains(mark + " mail [email]"), log);
        assertTrue(log.contains("java.lang.IllegalStateException: token [secret]"), log);
        assertTrue(log.contains("Caused by: java.lang.IllegalArgumentException: card [payment-card]"), log);
        ORIGINALS.forEach(original -> assertFalse(log.contains(original)));
    }

    @Test
    void anExportedTraceHoldsNoneOfAttributesEventsAndExceptions() {
        var span = tracer.spanBuilder("probe for " + ScriptedPeers.MAIL).startSpan();
        span.setAttribute("asked", "with " + ScriptedPeers.CARD)
                .addEvent("told " + ScriptedPeers.MAIL)
                .recordException(new IllegalStateException("token " + ScriptedPeers.TOKEN))
                .setStatus(StatusCode.ERROR, "card " + ScriptedPeers.CARD);
        span.end();

        until(() -> spans.received().contains("probe for "));

        var exported = spans.received();
        for (var redacted : List.of("probe for [email]", "with [payment-card]", "told [email]", "java.lang.IllegalStateException: token [secret]")) {
            assertTrue(exported.contains(redacted), redacted);
        }
        ORIGINALS.forEach(original -> assertFalse(exported.contains(original), original));
    }

    @Test
    void aChangedContractCountsForTheNextQuestion() {
        obey(RULES.formatted(true, "secret, email"));

        ask("MODEL-COPIES SENSITIVE whom do I write to before a journey, from now on?")
                .statusCode(200)
                .body("text", startsWith("Before a journey write to [email] at the desk [1]."));
    }

    @Test
    void whatIsTakenOutIsCountedByPurposeAndKind() {
        ask(sensitive("MODEL-COPIES counted")).statusCode(200);

        var metrics = RestAssured.get("/q/metrics").asString();
        for (var series : List.of("kind=\"email\",purpose=\"prompt\"", "kind=\"payment-card\",purpose=\"prompt\"", "kind=\"email\",purpose=\"event\"")) {
            assertTrue(metrics.contains("surety_redactions_total{" + series), series);
        }
    }

    private static ValidatableResponse ask(String question) {
        return Answers.ask("alice", Map.of("question", question, "deadlineMs", LONG));
    }

    private static String sensitive(String behaviour) {
        return behaviour + " my card is " + ScriptedPeers.CARD + ", my mail " + CALLERS_MAIL + ", my key " + ScriptedPeers.TOKEN
                + ". SENSITIVE whom do I write to at the desk before a journey?";
    }

    private static String begin(String question) {
        return question.substring(0, question.indexOf('.'));
    }

    private void obey(String redaction) {
        var version = write(redaction);
        until(() -> contract.version().equals(version));
    }

    private static String write(String redaction) {
        try {
            var next = Files.createTempFile(Path.of("target"), "contract", ".yaml");
            Files.writeString(next, Files.readString(Path.of("src/test/resources/contract-large-first.yaml")).replaceAll("timeout: \\d+(ms|s)", PATIENT) + redaction);
            Files.move(next, CONTRACT, StandardCopyOption.ATOMIC_MOVE);
            return ContractFile.versionOf(CONTRACT).orElseThrow();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static String log() {
        try {
            return Files.readString(LOG_FILE);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void until(BooleanSupplier holds) {
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within 30 s");
            LockSupport.parkNanos(10_000_000);
        }
    }

    /** The decisions of a request. */
    private String told(String requestId) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka, "group.id", UUID.randomUUID().toString(), "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.POLICY_DECISIONS));
            var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            var found = new StringBuilder();
            while (!found.toString().contains("\"ask\"") && System.nanoTime() < end) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (requestId.equals(record.key())) {
                        found.append(record.value());
                    }
                }
            }
            return found.toString();
        }
    }
}
