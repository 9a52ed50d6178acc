package dev.surety.inference;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.surety.grant.GrantAttacks;
import dev.surety.grant.GrantAttacks.Attack;
import dev.surety.local.testing.RealKafka;
import dev.surety.local.testing.RealPostgres;
import dev.surety.testing.OversizedHeader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Grants that somebody made up, kept, took elsewhere or changed: the front door takes none from callers, not even a good one, and refuses each of them when an
 * identity-policy that is none replies it, before retrieval or a model is asked.
 */
@QuarkusTest
@QuarkusTestResource(RealKafka.class)
@QuarkusTestResource(value = RealPostgres.class, initArgs = @ResourceArg(name = "schema", value = "inference"))
@QuarkusTestResource(ScriptedPeers.class)
class GrantAttacksTest {

    private static final String QUESTION = "{\"question\": \"How many days may I work abroad?\"}";
    private static final int MOST_TRIES = 20;
    private static final List<String> READ = List.of("/v1/budgets", "/v1/degradation");

    @TestHTTPResource("v1/answers")
    URI answers;

    @ParameterizedTest
    @MethodSource("attacks")
    void attackIsRefusedAndTouchesNothing(Attack attack) {
        var before = touched();

        refusedEverywhere("Surety-Grant", attack.grant());
        refusedEverywhere("Authorization", "Bearer " + GrantAttacks.EXCHANGED_FOR + attack.grant());

        assertEquals(before, touched());
    }

    @Test
    void grantIsNoTokenHere() {
        var before = touched();

        refusedEverywhere("Surety-Grant", GrantAttacks.good("inference"));
        refusedEverywhere("Authorization", "Bearer " + GrantAttacks.good("inference"));

        assertEquals(before, touched());
    }

    /** So that the others are refused for what is wrong with them, and what they don't touch would have been seen. */
    @Test
    void theGrantThatTheAttacksAreMadeOfGetsToRetrieval() {
        var before = touched();

        answered(asked("Authorization", "Bearer " + GrantAttacks.EXCHANGED_FOR + GrantAttacks.good("inference")), "POST", "/v1/answers").statusCode(200);

        assertNotEquals(before, touched());
    }

    @Test
    void hugeGrantIsRefusedAndTouchesNothing() {
        var before = touched();
        var huge = GrantAttacks.good("inference") + "A".repeat(100_000);

        OversizedHeader.assertRefused(answers, "Surety-Grant", huge);
        OversizedHeader.assertRefused(answers, "Authorization", "Bearer " + huge);

        assertEquals(before, touched());
    }

    static Stream<Attack> attacks() {
        return GrantAttacks.against("inference");
    }

    private static void refusedEverywhere(String header, String value) {
        READ.forEach(address -> refused(given().header(header, value), "GET", address));
        refused(asked(header, value), "POST", "/v1/answers");
    }

    private static RequestSpecification asked(String header, String value) {
        return given().header(header, value).contentType("application/json").body(QUESTION);
    }

    private static void refused(RequestSpecification request, String method, String address) {
        answered(request, method, address)
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("type", equalTo("https://surety.dev/problems/unauthenticated"));
    }

    /** A cold or busy machine may need longer than the contract gives identity-policy: then nobody was asked, and nobody let in. */
    private static ValidatableResponse answered(RequestSpecification request, String method, String address) {
        var response = request.request(method, address);
        for (var tries = 1; tries < MOST_TRIES && List.of(503, 504).contains(response.statusCode()); tries++) {
            response = request.request(method, address);
        }
        return response.then();
    }

    /** What was asked of retrieval and of models so far; identity-policy is asked for every token. */
    private static List<String> touched() {
        return given().get("/q/metrics").asString().lines()
                .filter(line -> line.startsWith("http_client_requests_seconds_count") && !line.contains("jwks") && !line.contains("v1/grants"))
                .sorted()
                .toList();
    }
}
