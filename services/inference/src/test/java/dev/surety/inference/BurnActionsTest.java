package dev.surety.inference;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.contract.BurnState;
import dev.surety.local.testing.RealKafka;
import dev.surety.local.testing.RealPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What evaluation says about the error budget changes how questions are answered, within seconds and both ways. */
@QuarkusTest
@TestProfile(LargeTierTest.LargeFirst.class)
@QuarkusTestResource(RealKafka.class)
@QuarkusTestResource(value = RealPostgres.class, initArgs = @ResourceArg(name = "schema", value = "inference"))
@QuarkusTestResource(ScriptedPeers.class)
class BurnActionsTest {

    private static final String QUESTION = "MODEL-GOOD for how many days may people work abroad?";
    private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @AfterEach
    void allIsWellAgain() throws Exception {
        tell(BurnState.STEADY);
    }

    @Test
    void whilePagingTheCheapestTierWritesShortAnswersAndTheCallerIsTold() throws Exception {
        ask("interactive", QUESTION).statusCode(200).body("tier", equalTo("large")).body("degraded", empty());

        tell(BurnState.PAGE);

        ask("interactive", QUESTION)
                .statusCode(200)
                .body("tier", equalTo("extractive"))
                .body("degraded", containsInAnyOrder("cheaper-tier", "shorter-answers"))
                .body("text", containsString("a simpler writer answers at the moment"))
                .header("Surety-Degraded", equalTo("cheaper-tier,shorter-answers"));

        tell(BurnState.STEADY);

        ask("interactive", QUESTION).statusCode(200).body("tier", equalTo("large")).body("degraded", empty());
    }

    @Test
    void whilePagingBulkRequestsAreTurnedAwayAndNobodyElse() throws Exception {
        tell(BurnState.PAGE);

        ask("bulk", QUESTION)
                .statusCode(429)
                .body("type", containsString("overloaded"))
                .body("detail", containsString("bulk requests are turned away"))
                .header("Retry-After", matchesPattern("[1-9]\\d*"))
                .header("Surety-Degraded", containsString("load-shed"));
        ask("evaluation", QUESTION).statusCode(200);
        ask("interactive", QUESTION).statusCode(200);
    }

    @Test
    void whoIsTurnedAwayGetsAPlain429AndNoStream() throws Exception {
        tell(BurnState.PAGE);

        RestAssured.given()
                .header("Authorization", "Bearer token-of-alice")
                .header("Surety-Priority", "bulk")
                .header("Accept", "text/event-stream")
                .contentType("application/json")
                .body(Map.of("question", QUESTION))
                .post("/v1/answers")
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("[1-9]\\d*"));
    }

    @Test
    void onceTheBudgetIsExhaustedRequestsThatNobodyWaitsForGetSourcesOnly() throws Exception {
        tell(BurnState.EXHAUSTED);

        ask("evaluation", QUESTION)
                .statusCode(200)
                .body("outcome", equalTo("sources-only"))
                .body("degraded", hasItem("sources-only-low-priority"));
        ask("interactive", QUESTION).statusCode(200).body("outcome", equalTo("answered"));
    }

    @Test
    void degradationTellsModeReasonAndRunbook() throws Exception {
        tell(BurnState.PAGE);

        degradation()
                .statusCode(200)
                .body("modes.find { it.mode == 'cheaper-tier' }.runbook", equalTo("docs/runbooks/cheaper-tier.md"))
                .body("modes.find { it.mode == 'cheaper-tier' }.reason", containsString("answer"));
        RestAssured.get("/v1/degradation").then().statusCode(401);
    }

    @Test
    void aPriorityThatThereIsNotIsRefusedByName() {
        ask("urgent", QUESTION)
                .statusCode(400)
                .body("field", equalTo("Surety-Priority"))
                .body("detail", containsString("interactive, evaluation, bulk"));
    }

    private static ValidatableResponse ask(String priority, String question) {
        return RestAssured.given()
                .header("Authorization", "Bearer token-of-alice")
                .header("Surety-Priority", priority)
                .header("Cache-Control", "no-cache")
                .contentType("application/json")
                .body(Map.of("question", question))
                .post("/v1/answers")
                .then();
    }

    private static ValidatableResponse degradation() {
        return RestAssured.given().header("Authorization", "Bearer token-of-alice").get("/v1/degradation").then();
    }

    /** Says what evaluation says, and waits until it is heard. */
    private void tell(BurnState state) throws Exception {
        Answers.tell(state, kafka);
        var until = System.nanoTime() + PATIENCE_NANOS;
        while (heard() != state.atLeast(BurnState.PAGE)) {
            assertEquals(true, System.nanoTime() < until, state + " was not heard in time");
        }
    }

    private static boolean heard() {
        return degradation().statusCode(200).extract().<List<String>>path("modes.mode").contains("cheaper-tier");
    }
}
