package dev.surety.retrieval.embed;

import static dev.surety.retrieval.testing.GrantFixture.aGrant;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.api.ProblemType;
import dev.surety.api.RerankMessages;
import dev.surety.local.testing.RealOpenSearch;
import dev.surety.retrieval.testing.ScriptedIdentity;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealOpenSearch.class)
@QuarkusTestResource(ScriptedIdentity.class)
class RerankResourceTest {

    private static final String QUESTION = "How often is a laptop replaced?";

    @Test
    void theTextThatAnswersComesFirst() {
        var texts = List.of("The canteen opens at noon.", "You get a new computer every four years.", "Parking is free at weekends.");

        var reply = reranked(Map.of("query", QUESTION, "documents", texts)).statusCode(200).extract().as(RerankMessages.Reply.class);

        assertEquals(1, reply.results().getFirst().index());
        assertEquals(List.of(0, 1, 2), reply.results().stream().map(RerankMessages.Result::index).sorted().toList());
    }

    @Test
    void theSameTextsCompareTheSameAgain() {
        var body = Map.of("query", QUESTION, "documents", List.of("One text.", "Another one."));

        var first = reranked(body).extract().as(RerankMessages.Reply.class);
        var again = reranked(body).extract().as(RerankMessages.Reply.class);

        assertEquals(first, again);
    }

    @Test
    void namesTheFieldThatIsWrong() {
        isInvalid("query", Map.of("query", " ", "documents", List.of("a")));
        isInvalid("documents", Map.of("query", QUESTION));
        isInvalid("documents", Map.of("query", QUESTION, "documents", List.of()));
        isInvalid("documents", Map.of("query", QUESTION, "documents", Collections.nCopies(65, "a")));
        isInvalid("documents", Map.of("query", QUESTION, "documents", List.of("a", " ")));
        isInvalid("documents", Map.of("query", QUESTION, "documents", List.of("a".repeat(2_001))));
        isInvalid("colour", Map.of("query", QUESTION, "documents", List.of("a"), "colour", "red"));
    }

    @Test
    void withoutAGrantNothingIsCompared() {
        given().contentType("application/json")
                .body(Map.of("query", QUESTION, "documents", List.of("a")))
                .post("/v1/rerank")
                .then()
                .statusCode(401)
                .body("type", equalTo(ProblemType.UNAUTHENTICATED.uri()));
    }

    @Test
    void aDeadlineThatCanNotBeMetIsRefused() {
        given().header("Surety-Grant", aGrant().signed())
                .header("X-Request-Deadline-Ms", "1")
                .contentType("application/json")
                .body(Map.of("query", QUESTION, "documents", Collections.nCopies(64, "a long text that takes its time " + "word ".repeat(300))))
                .post("/v1/rerank")
                .then()
                .statusCode(504);
    }

    private static void isInvalid(String field, Map<String, ?> body) {
        reranked(body).statusCode(400).body("field", equalTo(field));
    }

    private static ValidatableResponse reranked(Map<String, ?> body) {
        return given().header("Surety-Grant", aGrant().signed()).contentType("application/json").body(body).post("/v1/rerank").then();
    }
}
