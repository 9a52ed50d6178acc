package dev.surety.smallmodel;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** llama.cpp itself, on whatever small weights there are: what a reply is bound to and how it ends, not what it says. */
@ExtendWith(RealWeights.class)
@QuarkusTest
@TestProfile(RealWeights.Profile.class)
class RealModelTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void grammarIsHonoured() {
        ask(Map.of("grammar", "root ::= \"perhaps\" | \"never\"")).statusCode(200).body("choices[0].message.content", in(List.of("perhaps", "never")));
    }

    /** The schema by which inference lets the model pick sentences. */
    @Test
    void schemaIsHonoured() {
        var numbers = Map.of("type", "integer", "enum", List.of(1, 2, 3, 4));
        var schema = Map.of(
                "type", "object",
                "properties", Map.of("sentences", Map.of("type", "array", "items", numbers, "minItems", 1, "maxItems", 3)),
                "required", List.of("sentences"),
                "additionalProperties", false);

        var content = ask(Map.of("response_format", Map.of("type", "json_schema", "json_schema", Map.of("name", "answer", "schema", schema))))
                .statusCode(200)
                .extract()
                .<String>path("choices[0].message.content");

        assertTrue(content.replaceAll("\\s", "").matches("\\{\"sentences\":\\[[1-4](,[1-4]){0,2}]}"), content);
    }

    @Test
    void brokenGrammarIsTheCallersFaultAndHurtsNobodyElse() {
        ask(Map.of("grammar", "root ::= (((")).statusCode(400).body("error.param", equalTo("grammar")).body("error.type", equalTo("invalid_request_error"));

        ask(Map.of("grammar", "root ::= \"still here\"")).statusCode(200).body("choices[0].message.content", equalTo("still here"));
    }

    @Test
    void schemaThatNothingCanFollowIsTheCallersFault() {
        ask(Map.of("response_format", Map.of("type", "json_schema", "json_schema", Map.of("schema", Map.of("type", "banana")))))
                .statusCode(400)
                .body("error.param", equalTo("response_format"));
    }

    @Test
    void replyEndsAfterTheTokensThatWereAskedFor() {
        ask(Map.of("max_tokens", 4)).statusCode(200).body("usage.completion_tokens", lessThanOrEqualTo(4));
    }

    @Test
    void promptIsCountedInTheModelsOwnTokens() {
        ask(Map.of("messages", List.of(Map.of("role", "user", "content", "word ".repeat(600)))))
                .statusCode(400)
                .body("error.param", equalTo("messages"))
                .body("error.message", containsString("together at most 512 fit"));
    }

    @Test
    void streamedReplyIsTheSame() {
        var whole = ask(Map.of()).statusCode(200).extract().<String>path("choices[0].message.content");

        var pieces = ask(Map.of("stream", true))
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> content(line.substring("data: ".length())))
                .collect(Collectors.joining());

        assertEquals(whole, pieces);
    }

    private static ValidatableResponse ask(Map<String, ?> more) {
        var body = new HashMap<String, Object>(Map.of(
                "max_tokens", 24, "messages", List.of(Map.of("role", "user", "content", "Which colour has the sky at noon?"))));
        body.putAll(more);
        return given().contentType("application/json").body(body).post("/v1/chat/completions").then();
    }

    private static String content(String chunk) {
        try {
            return JSON.readTree(chunk).at("/choices/0/delta/content").asText();
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException(notJson);
        }
    }
}
