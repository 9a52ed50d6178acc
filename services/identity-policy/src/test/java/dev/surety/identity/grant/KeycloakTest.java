package dev.surety.identity.grant;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.identity.GrantKeysFile;
import dev.surety.local.testing.RealKeycloak;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With tokens of a real Keycloak that holds the demo company's people. */
@QuarkusTest
@QuarkusTestResource(value = RealKeycloak.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = GrantKeysFile.class, restrictToAnnotatedClass = true)
class KeycloakTest {

    @Test
    void aliceGetsHerTags() {
        ask(RealKeycloak.tokenFor("alice"))
                .statusCode(200)
                .body("tags", contains("group:kestrel-staff", "tenant:kestrel", "user:alice"));
    }

    @Test
    void bobsNestedGroupBringsItsAncestor() {
        ask(RealKeycloak.tokenFor("bob"))
                .statusCode(200)
                .body("tags", containsInAnyOrder(
                        "group:engineering", "group:engineering/platform", "group:kestrel-staff", "tenant:kestrel", "user:bob"));
    }

    @Test
    void ivyBelongsToHerOwnTenant() {
        ask(RealKeycloak.tokenFor("ivy")).statusCode(200).body("tags", contains("group:saltmarsh-staff", "tenant:saltmarsh", "user:ivy"));
    }

    @Test
    void theClearanceOfThePersonIsInTheGrant() {
        var grant = ask(RealKeycloak.tokenFor("erin")).statusCode(200).extract().path("grant").toString();

        var claims = new String(Base64.getUrlDecoder().decode(grant.split("\\.")[1]), StandardCharsets.UTF_8);
        assertTrue(claims.contains("\"clearance\":3"));
    }

    @Test
    void aServiceAccountIsAService() {
        ask(RealKeycloak.serviceToken("surety-ingestion")).statusCode(200).body("tags", contains("service:ingestion", "tenant:surety"));
    }

    @Test
    void theProvisionersOfTheRealmKeepTheirTenantsDirectory() {
        for (var provisioner : List.of("provisioning", "provisioning-saltmarsh")) {
            given().header("Authorization", "Bearer " + RealKeycloak.serviceToken(provisioner)).get("/scim/v2/Users").then().statusCode(200);
        }
        given().header("Authorization", "Bearer " + RealKeycloak.tokenFor("bob")).get("/scim/v2/Users").then().statusCode(403);
    }

    @Test
    void somebodyWhomTheDirectorySwitchesOffIsRefusedWithTheVeryNextToken() {
        var id = given().header("Authorization", "Bearer " + RealKeycloak.serviceToken("provisioning")).contentType("application/scim+json")
                .body(Map.of("userName", "frank", "active", false)).post("/scim/v2/Users").then().statusCode(201).extract().path("id").toString();

        ask(RealKeycloak.tokenFor("frank")).statusCode(403).body("type", equalTo("https://surety.dev/problems/person-refused"));

        given().header("Authorization", "Bearer " + RealKeycloak.serviceToken("provisioning")).contentType("application/scim+json")
                .body(Map.of("userName", "frank")).put("/scim/v2/Users/" + id).then().statusCode(200);
        ask(RealKeycloak.tokenFor("frank")).statusCode(200);
    }

    @Test
    void aPersonWhoSignsInThroughEvaluationIsAPerson() {
        ask(RealKeycloak.tokenFor("carol", "surety-evaluation"))
                .statusCode(200)
                .body("tags", containsInAnyOrder("group:kestrel-staff", "group:managers", "group:people", "tenant:kestrel", "user:carol"));
    }

    @Test
    void aTokenForAnotherApplicationIsRefused() {
        ask(RealKeycloak.tokenFor("alice", "other-app"))
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("type", equalTo("https://surety.dev/problems/unauthenticated"));
    }

    @Test
    void aTokenWhoseClaimsWereChangedIsRefused() {
        var parts = RealKeycloak.tokenFor("alice").split("\\.");
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("alice", "carol");
        var forged = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));

        ask(parts[0] + "." + forged + "." + parts[2]).statusCode(401);
    }

    @Test
    void thePublishedKeysHoldNothingPrivate() {
        given().get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .body("keys", hasSize(1))
                .body("keys[0].crv", equalTo("P-256"))
                .body("keys[0]", not(hasKey("d")));
    }

    private static ValidatableResponse ask(String token) {
        return given().header("Authorization", "Bearer " + token).post("/v1/grants").then();
    }
}
