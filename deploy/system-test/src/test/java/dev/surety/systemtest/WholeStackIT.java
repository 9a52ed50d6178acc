package dev.surety.systemtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.event.DocumentEvents;
import dev.surety.event.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two people, five services, four servers. The tests that stop a part come last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeStackIT {

    private static final String SALARY_QUESTION = "What is the salary band for a level 4 engineer?";
    private static final String SALARY = "61,000";
    private static final List<String> MUST_NOT_SHOW = List.of("61,000", "74,000", "salary-bands", "Salary bands", "people/compensation");
    private static final String UNKNOWN_ID = "01931c2e-7b7a-7000-8000-0000000000ff";

    private static Stack stack;

    @BeforeAll
    static void up() throws Exception {
        stack = Stack.up();
    }

    @AfterAll
    static void down() throws Exception {
        if (stack != null) {
            stack.command("down");
        }
    }

    @Test
    @Order(1)
    void whoMayKnowGetsTheFactWithItsCitation() throws Exception {
        var answer = stack.ask(SALARY_QUESTION, stack.token("carol")).json();

        assertEquals("answered", answer.path("outcome").asText());
        assertTrue(answer.path("text").asText().contains(SALARY), answer.path("text").asText());
        assertTrue(
                StreamSupport.stream(answer.path("citations").spliterator(), false)
                        .anyMatch(citation -> citation.path("uri").asText().endsWith("people/compensation/salary-bands.md")
                                && citation.path("quote").asText().contains(SALARY)),
                answer.path("citations").toString());
    }

    @Test
    @Order(2)
    void whoMayNotKnowSeesNeitherFactNorTitleNorADifferentError() throws Exception {
        var token = stack.token("alice");

        var reply = stack.ask(SALARY_QUESTION, token);
        var stream = stack.stream(SALARY_QUESTION, token);
        var record = stack.recordOf(reply.json().path("requestId").asText(), token);

        assertEquals(200, reply.status());
        assertEquals(200, stream.status());
        for (var secret : MUST_NOT_SHOW) {
            assertFalse(reply.raw().contains(secret), secret + " in the answer");
            assertFalse(stream.raw().contains(secret), secret + " in the stream");
            assertFalse(record.toString().contains(secret), secret + " in the record");
        }
        assertEquals(0, stack.counter("retrieval", "surety_retrieval_withheld_total"), "the engine's own filter let something through");
    }

    @Test
    @Order(3)
    void theRecordOfSomebodyElseLooksLikeNoRecord() throws Exception {
        var carol = stack.token("carol");
        var id = stack.ask(SALARY_QUESTION, carol).json().path("requestId").asText();
        stack.recordOf(id, carol);

        var foreign = stack.get("evaluation", "/v1/answer-records/" + id, stack.token("alice"));
        var unknown = stack.get("evaluation", "/v1/answer-records/" + UNKNOWN_ID, stack.token("alice"));

        assertEquals(404, foreign.status());
        assertEquals(withoutRequestId(unknown), withoutRequestId(foreign));
    }

    @Test
    @Order(4)
    void aDocumentThatOneMayNotReadLooksLikeNoDocument() throws Exception {
        var id = DocumentEvents.documentId("kestrel", "corpus://kestrel/people/compensation/salary-bands.md");

        var permitted = stack.get("ingestion", "/v1/documents/" + id, stack.token("carol"));
        var denied = stack.get("ingestion", "/v1/documents/" + id, stack.token("alice"));
        var unknown = stack.get("ingestion", "/v1/documents/" + DocumentEvents.documentId("kestrel", "corpus://kestrel/none.md"), stack.token("alice"));

        assertEquals(200, permitted.status(), permitted.raw());
        assertEquals(404, denied.status());
        assertEquals(withoutRequestId(unknown), withoutRequestId(denied));
    }

    @Test
    @Order(5)
    void theSameQuestionAgainComesFromTheCacheAndNeverFromSomebodyElses() throws Exception {
        var question = "How many days of annual leave do I have this year?";
        var alice = stack.token("alice");
        stack.ask(question, alice);

        var again = stack.eventually(() -> stack.ask(question, alice), reply -> reply.raw().contains("\"cache\":\"exact\"")).json();
        var henry = stack.ask(question, stack.token("henry")).json();

        assertEquals("answered", again.path("outcome").asText());
        assertEquals("none", henry.path("cache").asText());
    }

    @Test
    @Order(6)
    void tokensThatDoNotHoldAreRefusedEverywhere() throws Exception {
        var foreign = stack.foreignToken("alice");
        var good = stack.token("alice");
        // Another first character of the signature, so that it decodes and does not hold.
        var signature = good.lastIndexOf('.') + 1;
        var tampered = good.substring(0, signature) + (good.charAt(signature) == 'A' ? 'B' : 'A') + good.substring(signature + 1);

        for (var token : List.of(foreign, tampered, "nonsense")) {
            assertEquals(401, stack.ask("How many days?", token).status());
            assertEquals(401, stack.stream("How many days?", token).status());
            assertEquals(401, stack.get("ingestion", "/v1/documents/d-0", token).status());
            assertEquals(401, stack.get("evaluation", "/v1/answer-records/" + UNKNOWN_ID, token).status());
        }
    }

    @Test
    @Order(7)
    void oneTraceGoesThroughRestAndKafkaToTheRecord() throws Exception {
        var trace = "0af7651916cd43dd8448eb211c80319c";
        var token = stack.token("bob");

        var id = stack.ask("How fast do I have to acknowledge a page?", token, "traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                .json().path("requestId").asText();
        var record = stack.recordOf(id, token);

        assertEquals(trace, record.path("traceId").asText());
    }

    @Test
    @Order(8)
    void badEventsGoToTheDeadLetterTopicAndTheNextIsProcessed() throws Exception {
        var uri = "corpus://kestrel/system-test.md";
        var id = DocumentEvents.documentId("kestrel", uri);
        var bad = new byte[] {(byte) 0xff, '{'};
        var huge = ("{\"content\":\"" + "x".repeat(50 * 1024 * 1024) + "\"}").getBytes(StandardCharsets.UTF_8);
        var unknownType = event("dev.surety.document.painted.v1", uri, "").getBytes(StandardCharsets.UTF_8);
        var good = event(DocumentEvents.UPSERTED, uri, "# Tides\\n\\nThe moon office opens at nine o'clock sharp.").getBytes(StandardCharsets.UTF_8);

        publish(uri, bad, huge, unknownType, good);

        assertEquals(200, stack.eventually(() -> stack.get("ingestion", "/v1/documents/" + id, stack.token("alice")), reply -> reply.status() == 200).status());
        assertEquals(3, deadLetters(uri).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {DocumentEvents.ACCESS_CHANGED, DocumentEvents.DELETED})
    @Order(9)
    void whatIsTakenAwayIsGoneFromSearchesKeptAnswersAndRecordsWithinTenSeconds(String taking) throws Exception {
        var word = UUID.randomUUID().toString().substring(0, 13);
        var uri = "corpus://kestrel/lighthouse-" + word + ".md";
        var question = "What does the lighthouse keeper of " + word.substring(0, 8) + " say?";
        var content = "# Lighthouse\\n\\nThe lighthouse keeper of %s says %s at dusk.".formatted(word.substring(0, 8), word);
        var alice = stack.token("alice");
        publish(uri, event(DocumentEvents.UPSERTED, uri, content).getBytes(StandardCharsets.UTF_8));
        var kept = stack.eventually(() -> stack.ask(question, alice), reply -> reply.raw().contains(word) && reply.raw().contains("\"cache\":\"exact\""));
        var record = "/v1/answer-records/" + kept.json().path("requestId").asText();
        stack.eventually(() -> stack.get("evaluation", record, alice), reply -> reply.raw().contains(word));

        var before = System.nanoTime();
        publish(uri, event(taking, uri, "").replace("group:kestrel-staff", "group:finance").getBytes(StandardCharsets.UTF_8));
        stack.eventually(() -> stack.ask("inference", Map.of("question", question, "mode", "sources-only"), alice, "Cache-Control", "no-cache"),
                reply -> reply.status() == 200 && !reply.raw().contains(word) && !reply.raw().contains(DocumentEvents.documentId("kestrel", uri)));
        stack.eventually(() -> stack.ask(question, alice), reply -> reply.status() == 200 && !reply.raw().contains(word + " at"));
        var after = stack.eventually(() -> stack.get("evaluation", record, alice), reply -> reply.raw().contains("access-changed")).json();
        var took = Duration.ofNanos(System.nanoTime() - before);
        publish(uri, event(DocumentEvents.DELETED, uri, "").getBytes(StandardCharsets.UTF_8));

        assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, took.toString());
        assertTrue(after.path("text").isNull() && after.path("question").isNull() && after.at("/citations/0/quote").isNull(), after.toString());
        assertEquals("answered", after.path("outcome").asText());
    }

    @Test
    @Order(9)
    void theSuiteOfTheDemoCompanyPasses() throws Exception {
        stack.command("eval");
    }

    @Test
    @Order(10)
    void aLargerHandbookIsAnsweredWithCitationsAndNothingLeaks() throws Exception {
        var data = System.getenv().getOrDefault("SURETY_DATA", "");
        assumeFalse(data.isBlank(), "skipped: SURETY_DATA names no folder with a handbook and its questions");

        stack.command(Map.of("DIR", Path.of(data, "handbook").toString(), "INDEX", "handbook"), "load");

        // Ends with 1 when anything leaks, or fewer than 80 % of the simple questions cite a right document.
        stack.command("bench", "questions", "--data", data, "--out", Path.of("target").toAbsolutePath().toString());
    }

    @Test
    @Order(11)
    void noRecordIsLostWhileKafkaIsAway() throws Exception {
        var token = stack.token("alice");
        var asked = new ArrayList<String>();

        stack.kill("kafka");
        for (var number = 0; number < 12; number++) {
            asked.add(stack.ask("What is the hotel cap in city number " + number + "?", token).json().path("requestId").asText());
        }
        var delayed = stack.eventually(
                () -> stack.ask("Is anything delayed?", token), reply -> reply.raw().contains("records-delayed"));
        stack.command("up");

        assertEquals("records-delayed", delayed.http().headers().firstValue("Surety-Degraded").orElse("none"));
        for (var id : asked) {
            assertNotEquals("", id);
            assertEquals(id, stack.recordOf(id, token).path("requestId").asText());
        }
    }

    @Test
    @Order(12)
    void withoutRetrievalThereIsAProblemAndNoGuess() throws Exception {
        var token = stack.token("alice");

        stack.kill("retrieval");
        var reply = stack.ask("How many days may I work from another country?", token);
        stack.command("up");

        assertEquals(503, reply.status());
        assertEquals("https://surety.dev/problems/retrieval-unavailable", reply.json().path("type").asText());
        assertEquals("failed", stack.recordOf(reply.json().path("requestId").asText(), token).path("outcome").asText());
    }

    private static String withoutRequestId(Stack.Reply reply) throws IOException {
        return ((ObjectNode) reply.json()).without("requestId").toString();
    }

    private static String event(String type, String uri, String content) {
        return """
                {"specversion":"1.0","id":"%s","source":"/system-test","type":"%s","subject":"%s","datacontenttype":"application/json",
                 "data":{"index":"kestrel","uri":"%s","contentType":"text/markdown","content":"%s","updatedAt":"2026-11-01T00:00:00Z","tenant":"kestrel",
                         "allow":["group:kestrel-staff"],"deny":[],"clearance":0}}"""
                .formatted(UUID.randomUUID(), type, uri, uri, content);
    }

    private static void publish(String key, byte[]... values) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", stack.kafka(), "acks", "all", "max.request.size", 64 * 1024 * 1024, "buffer.memory", 128L * 1024 * 1024);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (var value : values) {
                producer.send(new ProducerRecord<>(Topics.SOURCE_DOCUMENTS, key, value)).get();
            }
        }
    }

    private static List<String> deadLetters(String key) {
        Map<String, Object> settings = Map.of("bootstrap.servers", stack.kafka(), "group.id", UUID.randomUUID().toString(), "auto.offset.reset", "earliest");
        var found = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.SOURCE_DOCUMENTS_DLQ));
            var until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (found.size() < 3 && System.nanoTime() < until) {
                consumer.poll(Duration.ofMillis(300)).forEach(record -> {
                    if (key.equals(record.key())) {
                        found.add(record.value());
                    }
                });
            }
        }
        return found;
    }
}
