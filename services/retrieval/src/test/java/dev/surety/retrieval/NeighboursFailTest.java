package dev.surety.retrieval;

import static dev.surety.retrieval.testing.GrantFixture.aGrant;
import static dev.surety.retrieval.testing.GrantFixture.aServicesGrant;
import static dev.surety.retrieval.testing.Problems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.api.EmbeddingMessages;
import dev.surety.api.Passage;
import dev.surety.api.ProblemType;
import dev.surety.api.SearchReply;
import dev.surety.api.VisibilityReply;
import dev.surety.retrieval.testing.Bodies;
import dev.surety.retrieval.testing.EndedSpans;
import dev.surety.retrieval.testing.ScriptedEngine;
import dev.surety.retrieval.testing.ScriptedIdentity;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = ScriptedEngine.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(ScriptedIdentity.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NeighboursFailTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Inject
    EndedSpans spans;

    @Test
    void nothingIsDegradedWhenNothingFails() {
        var response = search(Map.of("query", "train"));

        assertEquals(List.of("first:0", "second:0", "third:0"), ids(response));
        assertEquals(List.of(), reply(response).degraded());
        assertEquals(null, response.header("Surety-Degraded"));
    }

    @Test
    void anEmbeddingEndpointIsShownNoMoreThanAModelMayRead() {
        search(Map.of("query", "who is ada@kestrelquay.example with card 4111 1111 1111 1111?"));

        assertTrue(ScriptedEngine.embedded().contains("who is [email] with card [payment-card]?"), ScriptedEngine.embedded().toString());
        assertTrue(ScriptedEngine.embedded().stream().noneMatch(text -> text.contains("4111") || text.contains("ada@")));
    }

    @Test
    void whatTheEngineShouldNotHaveReturnedDoesNotLeave() {
        var before = Withheld.soFar();

        var response = search(Map.of("query", "LEAK", "k", 3));

        assertEquals(List.of("first:0", "second:0", "third:0"), ids(response));
        assertEquals(before + 7, Withheld.soFar());
    }

    @Test
    void whatTheEngineShouldNotHaveReturnedChangesNothingInTheReply() {
        var clean = search(Map.of("query", "train", "k", 3));

        var leaking = search(Map.of("query", "LEAK", "k", 3));

        assertEquals(clean.asString(), leaking.asString());
    }

    @Test
    void aHitOfADocumentThatIsBeingClosedDoesNotLeave() {
        var before = Withheld.soFar();

        var response = search(Map.of("query", "HALF-CLOSED"));

        assertEquals(List.of("first:0", "second:0", "third:0"), ids(response));
        assertEquals(before, Withheld.soFar());
    }

    @Test
    void nothingIsShownWhileAPartOfTheEngineDoesNotSayHowDocumentsStand() {
        var search = search(Map.of("query", "SHARD-FAILS"));
        var visibilities = visibilities("first", "shard-fails");

        assertProblem(ProblemType.RETRIEVAL_UNAVAILABLE, "the search engine gave no usable reply", null, search);
        assertProblem(ProblemType.RETRIEVAL_UNAVAILABLE, "the search engine gave no usable reply", null, visibilities);
    }

    @Test
    void whatTheEngineShouldNotHavePermittedIsNotVisible() {
        var before = Withheld.soFar();

        var response = visibilities("first", "leaked", "no-deny", "half-closed");

        assertEquals(List.of("first"), response.then().statusCode(200).extract().as(VisibilityReply.class).visible());
        assertEquals(before + 2, Withheld.soFar());
    }

    @ParameterizedTest
    @ValueSource(strings = {"VECTOR-FAIL", "VECTOR-PARTLY", "MODEL-BREAKS", "MODEL-HANGS"})
    void withoutItsVectorHalfASearchGoesOnByWordsAndSaysSo(String failure) {
        var response = search(Map.of("query", "train " + failure));

        assertEquals(200, response.statusCode());
        assertEquals(List.of("first:0", "second:0", "third:0"), ids(response));
        assertEquals(List.of("lexical-only"), reply(response).degraded());
        assertEquals("lexical-only", response.header("Surety-Degraded"));
        assertTrue(metrics().contains("surety_retrieval_degraded_total{mode=\"lexical-only\"}"));
    }

    @ParameterizedTest
    @CsvSource({"MODEL-BREAKS, 0.0", "no failure, 1.0"})
    void whetherTheVectorHalfWorksIsAMetric(String query, String value) {
        search(Map.of("query", query));

        assertTrue(metrics().contains("surety_retrieval_vector_working " + value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"WORDS-FAIL", "ENGINE-BREAKS", "ENGINE-BABBLES", "ENGINE-SAYS-NOTHING", "ENGINE-HANGS-UP"})
    void withoutTheEngineNothingIsFound(String failure) {
        var response = search(Map.of("query", failure));

        assertProblem(ProblemType.RETRIEVAL_UNAVAILABLE, "the search engine gave no usable reply", null, response);
        assertEquals("1", response.header("Retry-After"));
    }

    @Test
    void aSearchByVectorAloneNeedsTheModel() {
        var response = search(Map.of("query", "MODEL-HANGS", "mode", "vector"), "300");

        assertProblem(ProblemType.DEADLINE_EXCEEDED, "the deadline passed before retrieve was done", null, response);
    }

    @Test
    void anEngineThatHangsEndsWithTheCallersDeadline() {
        var response = search(Map.of("query", "ENGINE-HANGS", "mode", "lexical"), "300");

        assertProblem(ProblemType.DEADLINE_EXCEEDED, "the deadline passed before retrieve was done", null, response);
    }

    @Test
    void anEngineThatHangsEndsWithTheSlicesTimeOut() {
        var response = search(Map.of("query", "ENGINE-HANGS", "mode", "lexical"));

        assertProblem(ProblemType.RETRIEVAL_UNAVAILABLE, "retrieve was not done within its 1500 ms", null, response);
        assertEquals("\"retrieval\";r=0;t=1", response.header("RateLimit"));
        assertTrue(metrics().contains("surety_slice_requests_total{objective=\"retrieve\",result=\"failed\"}"));
    }

    @Test
    void placesComeBackHoweverASearchEnds() {
        for (var round = 0; round < 17; round++) {
            search(Map.of("query", "ENGINE-BREAKS"));
            search(Map.of("query", "ENGINE-HANGS"), "5");
        }

        var response = search(Map.of("query", "train"));

        assertEquals(200, response.statusCode());
    }

    @Test
    void vectorsOfAnEndpointHaveLength1() {
        var response = given().header("Surety-Grant", aServicesGrant().signed())
                .contentType("application/json")
                .body("{\"input\": [\"leave\", \"train\"]}")
                .post("/v1/embeddings");

        var reply = response.then().statusCode(200).extract().as(EmbeddingMessages.Reply.class);
        assertEquals(2, reply.data().size());
        assertArrayEquals(new float[] {0.6f, 0.8f}, reply.data().get(1).embedding());
        assertEquals(new EmbeddingMessages.Usage(0, 0), reply.usage());
    }

    @Test
    void everyStepIsASpanOfTheCallersTrace() {
        given().header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .header("Surety-Grant", aGrant().tagged("group:staff").signed())
                .contentType("application/json")
                .body("{\"query\": \"a question that was never asked before\"}")
                .post("/v1/searches");

        var ended = spans.of(TRACE, 11);
        var names = ended.stream().collect(Collectors.toMap(SpanData::getSpanId, SpanData::getName));
        var parents = ended.stream()
                .collect(Collectors.toMap(SpanData::getName, span -> names.getOrDefault(span.getParentSpanId(), "caller"), (one, other) -> one));
        assertEquals(
                Map.ofEntries(
                        Map.entry("POST /v1/searches", "caller"),
                        Map.entry("authorize", "POST /v1/searches"),
                        Map.entry("permit", "POST /v1/searches"),
                        Map.entry("GET /_alias/{name}", "permit"),
                        Map.entry("embed", "POST /v1/searches"),
                        Map.entry("POST /embeddings", "embed"),
                        Map.entry("engine", "POST /v1/searches"),
                        Map.entry("POST /_msearch", "engine"),
                        Map.entry("standings", "POST /v1/searches"),
                        Map.entry("fuse", "POST /v1/searches"),
                        Map.entry("redact", "POST /v1/searches")),
                parents);
    }

    @Test
    void noWordOfAQuestionIsLoggedOrTraced() {
        var log = new Log();
        Logger.getLogger("").addHandler(log);

        for (var failure : List.of("", "LEAK", "VECTOR-FAIL", "WORDS-FAIL", "MODEL-BREAKS", "ENGINE-BREAKS", "ENGINE-BABBLES", "ENGINE-HANGS-UP")) {
            search(Map.of("query", "Cassiopeia " + failure));
        }
        search(Map.of("query", "Cassiopeia", "k", 0));
        search(Map.of("query", List.of("Cassiopeia")));
        Logger.getLogger("").removeHandler(log);

        assertFalse(log.lines.isEmpty());
        assertEquals(List.of(), log.lines.stream().filter(line -> line.contains("Cassiopeia")).toList());
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void anEngineThatIsNotThereIsAProblemOfTheEngine() {
        ScriptedEngine.down();

        var response = search(Map.of("query", "train", "mode", "lexical"));

        assertProblem(ProblemType.RETRIEVAL_UNAVAILABLE, "the search engine gave no usable reply", null, response);
    }

    private static Response search(Map<String, ?> body) {
        return search(body, "60000");
    }

    private static Response search(Map<String, ?> body, String deadlineMs) {
        return given().header("Surety-Grant", aGrant().tagged("group:staff").signed())
                .header("X-Request-Deadline-Ms", deadlineMs)
                .contentType("application/json")
                .body(Bodies.json(body))
                .post("/v1/searches");
    }

    private static Response visibilities(String... documentIds) {
        return given().header("Surety-Grant", aGrant().tagged("group:staff").signed())
                .contentType("application/json")
                .body(Bodies.json(Map.of("documentIds", List.of(documentIds))))
                .post("/v1/visibilities");
    }

    private static SearchReply reply(Response response) {
        return response.then().statusCode(200).extract().as(SearchReply.class);
    }

    private static List<String> ids(Response response) {
        return reply(response).passages().stream().map(Passage::id).toList();
    }

    private static String metrics() {
        return given().get("/q/metrics").asString();
    }

    /** Everything that is logged, with stack traces. */
    private static final class Log extends Handler {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private final Function<ExtLogRecord, String> format = new PatternFormatter("%c %X %s%e")::format;

        Log() {
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord record) {
            lines.add(format.apply(ExtLogRecord.wrap(record)));
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
