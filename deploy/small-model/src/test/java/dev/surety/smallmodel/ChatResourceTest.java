package dev.surety.smallmodel;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything but the model itself, so that it needs no weights. */
@QuarkusTest
@TestProfile(ChatResourceTest.Scripted.class)
class ChatResourceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper SORTED = new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
    private static final int PATIENCE_SECONDS = 20;

    @TestHTTPResource("/v1/chat/completions")
    URI address;

    @Inject
    ScriptedModel model;

    private final HttpClient http = HttpClient.newHttpClient();

    /** One reply is written, one waits, the next is too many. */
    public static final class Scripted implements QuarkusTestProfile {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(ScriptedModel.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.arc.exclude-types", "dev.surety.smallmodel.Llama",
                    "surety.small-model.gguf", "none",
                    "surety.small-model.longest-reply", "100",
                    "surety.small-model.queue", "1");
        }
    }

    @AfterEach
    void letGo() {
        model.reset();
    }

    @Test
    void questionIsAnswered() throws JsonProcessingException {
        var body = ask("{\"messages\": [{\"role\": \"system\", \"content\": \"be brief\"}, {\"role\": \"user\", \"content\": \"hello\"}]}")
                .statusCode(200)
                .body("id", startsWith("chatcmpl-"))
                .extract()
                .asString();

        assertEquals(
                JSON.readTree("""
                        {"object": "chat.completion", "model": "local-small",
                         "choices": [{"index": 0, "message": {"role": "assistant", "content": "hello"}, "finish_reason": "stop"}],
                         "usage": {"prompt_tokens": 19, "completion_tokens": 5, "total_tokens": 24}}"""),
                withoutIdAndTime(JSON.readTree(body)));
        assertEquals(new ScriptedModel.Asked("be brief|user:hello", null, 100, 0), model.asked());
    }

    @Test
    void whatTheClientAsksForIsPassedOn() {
        ask("{\"temperature\": 0.5, \"max_tokens\": 7, \"grammar\": \"root ::= [a-z]\", \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}")
                .statusCode(200);

        assertEquals(new ScriptedModel.Asked("user:hello", "root ::= [a-z]", 7, 0.5f), model.asked());
    }

    @Test
    void noReplyIsLongerThanTheServiceAllows() {
        ask(saying("hello", "\"max_tokens\": 5000")).statusCode(200);

        assertEquals(100, model.asked().longest());
    }

    @Test
    void schemaBindsTheReplyAndGoesBeforeAGrammar() {
        ask(saying("hello", "\"grammar\": \"root ::= [a-z]\", \"response_format\": {\"type\": \"json_schema\", \"json_schema\": {\"schema\": {\"type\": \"object\"}}}"))
                .statusCode(200);

        assertEquals("grammar of {\"type\":\"object\"}", model.asked().grammar());
    }

    @Test
    void unknownFieldsAreIgnoredOnEveryLevel() {
        ask("{\"n\": 1, \"user\": {}, \"messages\": [{\"role\": \"user\", \"content\": \"hello\", \"name\": 5}],"
                        + " \"response_format\": {\"type\": \"text\", \"strict\": true}, \"stream_options\": {\"other\": 1}}")
                .statusCode(200)
                .body("choices[0].message.content", equalTo("hello"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // body | the field that is named | what is said of it
                "{}                                                             | messages        | at least one message",
                "{\"messages\": []}                                             | messages        | at least one message",
                "{\"messages\": null}                                           | messages        | at least one message",
                "{\"messages\": [{\"role\": \"assistant\", \"content\": \"a\"}]} | messages       | the last one from the user",
                "{\"messages\": [{\"content\": \"a\"}]}                         | messages        | a role and a content",
                "{\"messages\": [{\"role\": \"user\"}]}                         | messages        | a role and a content",
                "{\"messages\": [null]}                                         | messages        | a role and a content",
                "{\"messages\": [null, {\"role\": \"user\", \"content\": \"a\"}]} | messages      | a role and a content",
                "{\"messages\": \"hello\"}                                      | messages        | wrong type",
                "{\"messages\": [{\"role\": \"user\", \"content\": {}}]}        | messages.0.content | wrong type",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"stream\": \"perhaps\"}   | stream | wrong type",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"max_tokens\": \"many\"}  | max_tokens | wrong type",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"max_tokens\": 0}         | max_tokens | at least 1",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"max_tokens\": 99999999999} | max_tokens | wrong type",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"temperature\": \"hot\"}  | temperature | wrong type",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"temperature\": 1e99}       | temperature | 0 to 2",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"temperature\": -0.1}       | temperature | 0 to 2",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"grammar\": \"root ::= (\"} | grammar | can't be read at character 10",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"grammar\": []}           | grammar | wrong type",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"response_format\": {\"type\": \"json_schema\"}} | response_format | json_schema.schema",
            })
    void badRequestNamesTheField(String body, String field, String words) {
        ask(body)
                .statusCode(400)
                .body("error.type", equalTo("invalid_request_error"))
                .body("error.param", equalTo(field))
                .body("error.message", containsString(words))
                .body("error.code", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"no json", "[]", "\"text\"", "{\"messages\": [", "5"})
    void whatIsNoObjectIsABadRequest(String body) {
        ask(body).statusCode(400).body("error.type", equalTo("invalid_request_error")).body("error.param", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null"})
    void withoutABodyIsABadRequest(String body) {
        ask(body).statusCode(400).body("error.message", equalTo("the body is missing"));
    }

    @Test
    void otherMethodsAndMediaTypesAreRefusedInTheSameForm() {
        given().get("/v1/chat/completions").then().statusCode(405).body("error.type", equalTo("invalid_request_error"));
        given().contentType("text/plain").body("hello").post("/v1/chat/completions").then().statusCode(415).body("error.type", equalTo("invalid_request_error"));
    }

    @Test
    void modelIsListedUnderItsName() {
        given().get("/v1/models").then().statusCode(200).body("object", equalTo("list")).body("data.id", equalTo(List.of("local-small")));
    }

    @Test
    void tooLongAPromptIsToldWithItsNumbers() {
        ask(saying("a".repeat(200), "\"stream\": false"))
                .statusCode(400)
                .body("error.param", equalTo("messages"))
                .body("error.message", equalTo("the prompt has 205 tokens and the reply may have 100; together at most 256 fit"));

        ask(saying("a".repeat(200), "\"max_tokens\": 51")).statusCode(200);
    }

    @Test
    void failureOfTheModelTellsNothingOfIt() {
        var body = ask(saying("break", "\"stream\": false")).statusCode(500).extract().asString();

        assertEquals("{\"error\":{\"message\":\"the model failed\",\"type\":\"server_error\",\"param\":null,\"code\":null}}", body);
    }

    @Test
    void replyIsStreamedPieceByPiece() {
        var events = stream(saying("hi", "\"stream\": true, \"stream_options\": {\"include_usage\": true}"));

        assertEquals(
                """
                {"choices":[{"delta":{"content":"h"},"index":0}],"model":"local-small","object":"chat.completion.chunk"}
                {"choices":[{"delta":{"content":"i"},"index":0}],"model":"local-small","object":"chat.completion.chunk"}
                {"choices":[{"delta":{},"finish_reason":"stop","index":0}],"model":"local-small","object":"chat.completion.chunk"}
                {"choices":[],"model":"local-small","object":"chat.completion.chunk","usage":{"completion_tokens":2,"prompt_tokens":7,"total_tokens":9}}
                [DONE]""",
                events.stream().map(ChatResourceTest::inOrder).collect(Collectors.joining("\n")));
    }

    @Test
    void streamThatFailsEndsWithTheError() {
        assertEquals(
                List.of("{\"error\":{\"message\":\"the model failed\",\"type\":\"server_error\",\"param\":null,\"code\":null}}"),
                stream(saying("break", "\"stream\": true")));
        assertEquals(
                List.of("{\"error\":{\"message\":\"the prompt has 205 tokens and the reply may have 100; together at most 256 fit\","
                        + "\"type\":\"invalid_request_error\",\"param\":\"messages\",\"code\":null}}"),
                stream(saying("a".repeat(200), "\"stream\": true")));
    }

    @Test
    void moreThanMayWaitAreToldToComeBack() throws Exception {
        var written = opened(saying("wait", "\"stream\": true"));

        // One of the two finds the place in the queue, and stays there until the test lets the model go.
        var two = List.of(later(saying("hello", "\"stream\": false")), later(saying("hello", "\"stream\": false")));
        var refused = (HttpResponse<?>) CompletableFuture.anyOf(two.toArray(CompletableFuture[]::new)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        model.release();
        var statuses = two.stream().map(CompletableFuture::join).map(HttpResponse::statusCode).sorted().toList();

        assertEquals(List.of(200, 429), statuses);
        assertEquals("1", refused.headers().firstValue("Retry-After").orElse(""));
        assertEquals(
                "{\"error\":{\"message\":\"the model writes one reply at a time and enough requests wait already\","
                        + "\"type\":\"rate_limit_error\",\"param\":null,\"code\":null}}",
                refused.body());
        assertTrue(written.lines().toList().contains("data: [DONE]"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void callerWhoGoesAwayStopsTheModel(boolean streaming) throws Exception {
        var body = saying("wait", "\"stream\": " + streaming).getBytes(StandardCharsets.UTF_8);
        try (var caller = new Socket(address.getHost(), address.getPort())) {
            caller.getOutputStream().write(("POST /v1/chat/completions HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: "
                    + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            caller.getOutputStream().write(body);
            assertTrue(model.isWaiting());
        }

        assertTrue(model.wasStopped());
    }

    @Test
    void deadlineThatRunsOutStopsTheModel() throws InterruptedException {
        var reply = given().header("X-Request-Deadline-Ms", 100)
                .contentType("application/json")
                .body(saying("wait", "\"stream\": false"))
                .post("/v1/chat/completions");

        assertTrue(model.wasStopped());
        reply.then().statusCode(200).body("choices[0].message.content", equalTo("waiting"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5"})
    void deadlineThatHasPassedDoesNotReachTheModel(String left) {
        given().header("X-Request-Deadline-Ms", left)
                .contentType("application/json")
                .body(saying("nothing of this", "\"stream\": false"))
                .post("/v1/chat/completions")
                .then()
                .statusCode(200)
                .body("usage.total_tokens", equalTo(0));

        assertTrue(!model.asked().prompt().contains("nothing of this"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "9223372036854775807", "1.5", "60000"})
    void deadlineThatCannotBeReadIsNone(String left) {
        given().header("X-Request-Deadline-Ms", left)
                .contentType("application/json")
                .body(saying("hello", "\"stream\": false"))
                .post("/v1/chat/completions")
                .then()
                .statusCode(200)
                .body("choices[0].message.content", equalTo("hello"));
    }

    private ValidatableResponse ask(String body) {
        return given().contentType("application/json").body(body).post("/v1/chat/completions").then();
    }

    /** The data of the events. */
    private List<String> stream(String body) {
        var text = ask(body).statusCode(200).contentType("text/event-stream").extract().asString();
        return text.lines().filter(line -> !line.isEmpty()).map(line -> line.substring("data: ".length())).toList();
    }

    /** A streamed reply whose first piece has arrived: the model is busy from here on. */
    private BufferedReader opened(String body) throws Exception {
        var response = http.sendAsync(request(body), BodyHandlers.ofInputStream()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        var reader = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        assertTrue(reader.readLine().contains("waiting"));
        return reader;
    }

    private CompletableFuture<HttpResponse<String>> later(String body) {
        return http.sendAsync(request(body), BodyHandlers.ofString());
    }

    private HttpRequest request(String body) {
        return HttpRequest.newBuilder(address).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }

    private static String saying(String content, String more) {
        return "{\"messages\": [{\"role\": \"user\", \"content\": \"" + content + "\"}], " + more + "}";
    }

    private static JsonNode withoutIdAndTime(JsonNode reply) {
        ((ObjectNode) reply).remove(List.of("id", "created"));
        return reply;
    }

    /** Without id and time, its members in one order. */
    private static String inOrder(String event) {
        if (event.equals("[DONE]")) {
            return event;
        }
        try {
            var chunk = JSON.readTree(event);
            return SORTED.writeValueAsString(SORTED.treeToValue(withoutIdAndTime(chunk), Map.class));
        } catch (JsonProcessingException notJson) {
            return event;
        }
    }
}
