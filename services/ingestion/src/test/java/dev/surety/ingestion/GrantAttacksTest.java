package dev.surety.ingestion;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.grant.GrantAttacks;
import dev.surety.grant.GrantAttacks.Attack;
import dev.surety.ingestion.testing.Cable;
import dev.surety.ingestion.testing.CabledServers;
import dev.surety.ingestion.testing.ScriptedNeighbours;
import dev.surety.testing.OversizedHeader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Grants that somebody made up, kept, took elsewhere or changed, as a service sends them and as an identity-policy that is none replies them: each is refused on
 * each address. The database and the engine are away meanwhile, so that whoever asked them would not get to the refusal.
 */
@QuarkusTest
@QuarkusTestResource(CabledServers.class)
@QuarkusTestResource(ScriptedNeighbours.class)
class GrantAttacksTest {

    private static final String PROMOTE = "/v1/indexes/kestrel/releases/kestrel-0001/promote";
    private static final List<String> READ = List.of(
            "/v1/documents/d-00000000000000000000000000000000",
            "/v1/document-accesses?document=d-00000000000000000000000000000000",
            "/v1/indexes/kestrel/health",
            "/v1/indexes/kestrel/releases");

    @TestHTTPResource
    URI root;

    @AfterEach
    void repair() {
        Cable.plugIn(CabledServers.POSTGRES);
        Cable.plugIn(CabledServers.OPENSEARCH);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void attackIsRefusedAndTouchesNothing(Attack attack) {
        Cable.pull(CabledServers.POSTGRES);
        Cable.pull(CabledServers.OPENSEARCH);

        refusedEverywhere("Surety-Grant", attack.grant());
        refusedEverywhere("Authorization", "Bearer " + GrantAttacks.EXCHANGED_FOR + attack.grant());
    }

    /** So that the others are refused for what is wrong with them, and what they don't touch would have been missed. */
    @Test
    void theGrantThatTheAttacksAreMadeOfGetsToTheDatabase() {
        var good = GrantAttacks.good("ingestion");

        assertEquals(404, given().header("Surety-Grant", good).get(READ.getFirst()).statusCode());
        assertEquals(404, given().header("Authorization", "Bearer " + GrantAttacks.EXCHANGED_FOR + good).get(READ.getFirst()).statusCode());
        Cable.pull(CabledServers.POSTGRES);

        assertEquals(5, given().header("Surety-Grant", good).get(READ.getFirst()).statusCode() / 100);
    }

    @Test
    void hugeGrantIsRefused() {
        var huge = GrantAttacks.good("ingestion") + "A".repeat(100_000);
        Cable.pull(CabledServers.POSTGRES);

        OversizedHeader.assertRefused(root.resolve(PROMOTE), "Surety-Grant", huge);
        OversizedHeader.assertRefused(root.resolve(PROMOTE), "Authorization", "Bearer " + huge);
    }

    static Stream<Attack> attacks() {
        return GrantAttacks.against("ingestion");
    }

    private static void refusedEverywhere(String header, String value) {
        READ.forEach(address -> refused(given().header(header, value), "GET", address));
        refused(given().header(header, value), "POST", PROMOTE);
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
