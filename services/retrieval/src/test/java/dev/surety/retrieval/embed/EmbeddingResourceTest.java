package dev.surety.retrieval.embed;

import static dev.surety.retrieval.testing.GrantFixture.aGrant;
import static dev.surety.retrieval.testing.GrantFixture.aServicesGrant;
import static dev.surety.retrieval.testing.Problems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.api.EmbeddingMessages;
import dev.surety.api.ProblemType;
import dev.surety.contract.BurnAction;
import dev.surety.contract.BurnState;
import dev.surety.edge.BurnStates;
import dev.surety.event.BurnStatus;
import dev.surety.event.CloudEvent;
import dev.surety.local.testing.RealOpenSearch;
import dev.surety.retrieval.testing.Bodies;
import dev.surety.retrieval.testing.ScriptedIdentity;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealOpenSearch.class)
@QuarkusTestResource(ScriptedIdentity.class)
class EmbeddingResourceTest {

    private static final String MODEL = "bge-small-en-v1.5-q@onnxruntime-1.24.1";

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector kafka;

    @Inject
    BurnStates burnStates;

    @Inject
    ObjectMapper json;

    @Test
    void aTextIsTheSameVectorToTheBitAloneAndInABatch() {
        var alone = embedded(Map.of("input", "The office opens at eight.")).data().getFirst().embedding();

        var batch = embedded(Map.of("input", List.of("Something else, and longer.", "The office opens at eight.", "A third."), "model", MODEL));

        assertArrayEquals(alone, batch.data().get(1).embedding());
        assertEquals(384, alone.length);
        assertEquals(1, IntStream.range(0, 384).mapToDouble(i -> (double) alone[i] * alone[i]).sum(), 1e-6);
        assertEquals(List.of(0, 1, 2), batch.data().stream().map(EmbeddingMessages.Embedding::index).toList());
        assertEquals(List.of("list", MODEL), List.of(batch.object(), batch.model()));
        assertEquals(batch.usage().totalTokens(), batch.usage().promptTokens());
    }

    @Test
    void theLargestBatchIsTaken() {
        var reply = embedded(Map.of("input", Collections.nCopies(256, "leave")));

        assertEquals(256, reply.data().size());
        assertEquals(1, reply.data().stream().map(one -> Arrays.hashCode(one.embedding())).distinct().count());
    }

    @Test
    void aQuestionIsEmbeddedAsOne() {
        var question = embedded(Map.of("input", "How many days?", "input_type", "query")).data().getFirst().embedding();
        var passage = embedded(Map.of("input", "How many days?", "input_type", "passage")).data().getFirst().embedding();

        assertFalse(Arrays.equals(question, passage));
    }

    @Test
    void fieldsOfTheOpenAiApiThatAreNotOursAreIgnored() {
        var reply = embedded(Map.of("input", "leave", "encoding_format", "float", "user", "u-1"));

        assertEquals(1, reply.data().size());
    }

    @Test
    void peopleMayNotEmbed() {
        var response = embed(aGrant().tagged("user:alice", "group:service:ingestion").signed(), "{\"input\": \"leave\"}");

        assertProblem(ProblemType.FORBIDDEN, "embeddings are for the services of this product", null, response);
    }

    @Test
    void noGrantIsNoVector() {
        var response = given().contentType("application/json").body("{\"input\": \"leave\"}").post("/v1/embeddings");

        assertProblem(ProblemType.UNAUTHENTICATED, "the header Surety-Grant is missing", null, response);
    }

    @Test
    void anEndedAForgedAndAForeignGrantOpenNothing() {
        var grants = List.of(
                aServicesGrant().issuedBefore(Duration.ofMinutes(2)).signed(), aServicesGrant().forged(), aServicesGrant().strangers(), "garbage");

        var responses = grants.stream().map(grant -> embed(grant, "{\"input\": \"leave\"}")).toList();

        responses.forEach(response -> assertProblem(ProblemType.UNAUTHENTICATED, null, response));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            input | {}
            input | {"input": []}
            input | {"input": ""}
            input | {"input": ["leave", " "]}
            input | {"input": ["leave", null]}
            input.0 | {"input": {"text": "leave"}}
            model | {"input": "leave", "model": "text-embedding-3-small"}
            input_type | {"input": "leave", "input_type": "poem"}
            input_type | {"input": "leave", "input_type": ["query"]}
            body | {"input": "leave"
            """)
    void aBodyThatIsNotValidIsRefusedByTheNameOfItsField(String field, String body) {
        var response = embed(aServicesGrant().signed(), body);

        assertProblem(ProblemType.INVALID_REQUEST, field, response);
    }

    @Test
    void moreThan256TextsAreRefused() {
        var response = embed(aServicesGrant().signed(), Bodies.json(Map.of("input", Collections.nCopies(257, "leave"))));

        assertProblem(ProblemType.INVALID_REQUEST, "input holds 1 to 256 texts", "input", response);
    }

    @Test
    void aTextThatWouldKeepACoreBusyForLongIsRefused() {
        var response = embed(aServicesGrant().signed(), Bodies.json(Map.of("input", "a ".repeat(16_001))));

        assertProblem(ProblemType.INVALID_REQUEST, "a text has more than 32000 characters: split it", "input", response);
    }

    @Test
    void noBodyIsRefused() {
        var response = given().header("Surety-Grant", aServicesGrant().signed()).contentType("application/json").post("/v1/embeddings");

        assertProblem(ProblemType.INVALID_REQUEST, "the body is missing: send {\"input\": [\"…\"]}", "body", response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000\u0001", "\ud83d", "年假有多少天？", "{\"match_all\": {}}", "👩‍🚀"})
    void anyTextHasAVector(String text) {
        var vector = embedded(Map.of("input", text)).data().getFirst().embedding();

        assertEquals(384, vector.length);
    }

    @Test
    void aDeadlineThatHasPassedIsNotTried() {
        var response = given().header("Surety-Grant", aServicesGrant().signed())
                .header("X-Request-Deadline-Ms", "0")
                .contentType("application/json")
                .body("{\"input\": \"leave\"}")
                .post("/v1/embeddings");

        assertProblem(ProblemType.DEADLINE_EXCEEDED, "the deadline had passed when the request arrived", null, response);
    }

    @Test
    void aBatchThatIsNotDoneInTimeEndsWithItsDeadline() {
        // Minutes of work.
        var body = Bodies.json(Map.of("input", Collections.nCopies(256, "leave ".repeat(5_000))));

        var response = given().header("Surety-Grant", aServicesGrant().signed())
                .header("X-Request-Deadline-Ms", "200")
                .contentType("application/json")
                .body(body)
                .post("/v1/embeddings");

        assertProblem(ProblemType.DEADLINE_EXCEEDED, "the deadline passed before the texts were embedded", null, response);
    }

    /** Documents must change while the budget burns: who lost access would keep it else. */
    @Test
    void passagesAreEmbeddedWhileBulkIsShed() throws JsonProcessingException {
        say(BurnState.PAGE, 1);
        try {
            untilBulkIsShed(true);

            var response = given().header("Surety-Grant", aServicesGrant().signed())
                    .header("Surety-Priority", "bulk")
                    .contentType("application/json")
                    .body("{\"input\": \"leave\", \"input_type\": \"passage\"}")
                    .post("/v1/embeddings");

            response.then().statusCode(200);
        } finally {
            say(BurnState.STEADY, 2);
            untilBulkIsShed(false);
        }
    }

    private void untilBulkIsShed(boolean shed) {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            while (burnStates.inForce(BurnAction.SHED_BULK) != shed) {
                Thread.onSpinWait();
            }
        });
    }

    private void say(BurnState state, long revision) throws JsonProcessingException {
        var now = Instant.now();
        var word = new BurnStatus("answer", state, now, "because", BigDecimal.ONE, List.of(), revision, now);
        kafka.source("slo-burn").send(json.writeValueAsBytes(CloudEvent.of("e-" + revision, "/surety/evaluation", BurnStatus.TYPE, "answer", now, word)));
    }

    private static EmbeddingMessages.Reply embedded(Map<String, ?> body) {
        return embed(aServicesGrant().signed(), Bodies.json(body)).then().statusCode(200).extract().as(EmbeddingMessages.Reply.class);
    }

    private static Response embed(String grant, String body) {
        return given().header("Surety-Grant", grant).contentType("application/json").body(body).post("/v1/embeddings");
    }
}
