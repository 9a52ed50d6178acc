package dev.surety.evaluation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.evaluation.testing.OpenSearchDoor;
import dev.surety.evaluation.testing.World;
import dev.surety.grant.GrantAttacks;
import dev.surety.grant.GrantAttacks.Attack;
import dev.surety.testing.OversizedHeader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Grants that somebody made up, kept, took elsewhere or changed: this service takes none from callers, not even a good one, and refuses each of them when an
 * identity-policy that is none replies it. The engine is away meanwhile, so that whoever asked it would not get to the refusal.
 */
@QuarkusTest
@QuarkusTestResource(World.class)
class GrantAttacksTest {

    private static final String RECORD = "/v1/answer-records/01931c2e-7b7a-7000-8000-000000000001";
    private static final List<String> READ = List.of(
            RECORD, "/v1/answer-records", "/v1/decisions", "/v1/slo", "/v1/readiness", "/v1/eval-runs/01931c2e-7b7a-7000-8000-000000000001");
    private static final Map<String, String> WRITTEN =
            Map.of("/v1/eval-runs", "{\"suite\": \"small\"}", "/v1/policy-dry-runs", "{\"contract\": \"contract: x\", \"last\": 10}");

    @TestHTTPResource
    URI root;

    @AfterEach
    void open() {
        OpenSearchDoor.open();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void attackIsRefusedAndTouchesNothing(Attack attack) {
        OpenSearchDoor.close();

        refusedEverywhere("Surety-Grant", attack.grant());
        refusedEverywhere("Authorization", "Bearer " + GrantAttacks.EXCHANGED_FOR + attack.grant());
    }

    @Test
    void grantIsNoTokenHere() {
        OpenSearchDoor.close();

        refusedEverywhere("Surety-Grant", GrantAttacks.good("evaluation"));
        refusedEverywhere("Authorization", "Bearer " + GrantAttacks.good("evaluation"));
    }

    /** So that the others are refused for what is wrong with them, and what they don't touch would have been missed. */
    @Test
    void theGrantThatTheAttacksAreMadeOfGetsToTheEngine() {
        var token = "Bearer " + GrantAttacks.EXCHANGED_FOR + GrantAttacks.good("evaluation");

        assertEquals(404, given().header("Authorization", token).get(RECORD).statusCode());
        OpenSearchDoor.close();

        assertEquals(503, given().header("Authorization", token).get(RECORD).statusCode());
    }

    @Test
    void hugeGrantIsRefused() {
        var huge = GrantAttacks.good("evaluation") + "A".repeat(100_000);
        OpenSearchDoor.close();

        OversizedHeader.assertRefused(root.resolve("/v1/policy-dry-runs"), "Surety-Grant", huge);
        OversizedHeader.assertRefused(root.resolve("/v1/policy-dry-runs"), "Authorization", "Bearer " + huge);
    }

    static Stream<Attack> attacks() {
        return GrantAttacks.against("evaluation");
    }

    private static void refusedEverywhere(String header, String value) {
        READ.forEach(address -> refused(given().header(header, value), "GET", address));
        WRITTEN.forEach((address, body) -> refused(given().header(header, value).contentType("application/json").body(body), "POST", address));
    }

    private static void refused(RequestSpecification request, String method, String address) {
        request.request(method, address)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("type", equalTo("https://surety.dev/problems/unauthenticated"));
    }
}
