package dev.surety.identity.caller;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.surety.identity.GrantKeysFile;
import dev.surety.identity.ScriptedIssuer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a change by SCIM does to the very next grant; by the demo contract: groups of both, the lower clearance, unknown people by their token. */
@QuarkusTest
@QuarkusTestResource(value = ScriptedIssuer.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = GrantKeysFile.class, restrictToAnnotatedClass = true)
class DirectoryGrantTest {

    private static final String EXTENSION = "urn:ietf:params:scim:schemas:extension:surety:2.0:User";

    private String name;

    @BeforeEach
    void somebodyNew() {
        name = "rita-" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void somebodyWhomTheDirectoryDoesNotHoldIsWhoTheTokenSays() {
        grant().statusCode(200).body("tags", containsInAnyOrder("user:" + name, "tenant:kestrel", "group:kestrel-staff", "group:engineering", "group:engineering/platform"));
    }

    @Test
    void somebodySwitchedOffIsRefusedAtOnceAndLetInAgain() {
        var id = user(Map.of("userName", name));
        grant().statusCode(200);

        patchUser(id, "{\"op\": \"replace\", \"path\": \"active\", \"value\": false}");
        refused(grant());
        refused(grantOf(name.toUpperCase()));
        patchUser(id, "{\"op\": \"replace\", \"path\": \"active\", \"value\": true}");

        grant().statusCode(200);
    }

    @Test
    void somebodyDeletedOrRenamedIsRefusedAlthoughTheTokenHolds() {
        var id = user(Map.of("userName", name));
        grant().statusCode(200);

        kestrel().body(Map.of("userName", name + "-new")).put("/scim/v2/Users/" + id).then().statusCode(200);
        refused(grant());
        grantOf(name + "-new").statusCode(200);
        kestrel().delete("/scim/v2/Users/" + id).then().statusCode(204);
        refused(grantOf(name + "-new"));
        user(Map.of("userName", name));

        grant().statusCode(200);
    }

    @Test
    void groupsComeAndGoWithTheVeryNextGrantAndTheEpochRises() throws JsonProcessingException {
        var person = user(Map.of("userName", name));
        var inner = group("inner-" + name + "/team", person);
        var outer = group("outer-" + name, inner);

        var before = claims();
        assertTags(List.of("group:outer-" + name, "group:inner-" + name, "group:inner-" + name + "/team"), true);
        patchGroup(outer, "{\"op\": \"remove\", \"path\": \"members[value eq \\\"%s\\\"]\"}".formatted(inner));
        var between = claims();
        assertTags(List.of("group:outer-" + name), false);
        kestrel().delete("/scim/v2/Groups/" + inner).then().statusCode(204);
        var after = claims();

        assertTags(List.of("group:inner-" + name, "group:inner-" + name + "/team"), false);
        assertEquals(List.of(true, true), List.of(before.at("/epoch").asLong() < between.at("/epoch").asLong(), between.at("/epoch").asLong() < after.at("/epoch").asLong()));
    }

    @Test
    void theSameGroupInTokenAndDirectoryIsOneTag() {
        var person = user(Map.of("userName", name));
        var id = kestrel().queryParam("filter", "displayName eq \"engineering/platform\"").get("/scim/v2/Groups").then().extract().<List<String>>path("Resources.id");
        var group = id.isEmpty() ? group("engineering/platform", person) : id.getFirst();

        grant().body("tags", containsInAnyOrder("user:" + name, "tenant:kestrel", "group:kestrel-staff", "group:engineering", "group:engineering/platform"));
        kestrel().delete("/scim/v2/Groups/" + group).then().statusCode(204);
    }

    @Test
    void theLowerClearanceHolds() throws JsonProcessingException {
        var id = user(Map.of("userName", name, EXTENSION, Map.of("clearance", 3)));
        assertEquals(1, claims().at("/clearance").asInt());

        patchUser(id, "{\"op\": \"replace\", \"path\": \"%s:clearance\", \"value\": 0}".formatted(EXTENSION));

        assertEquals(0, claims().at("/clearance").asInt());
    }

    @Test
    void aNamesakeInAnotherTenantIsAnotherPerson() {
        given().header("Authorization", "Bearer " + ScriptedIssuer.serviceToken("provisioning-saltmarsh")).contentType("application/scim+json")
                .body(Map.of("userName", name, "active", false)).post("/scim/v2/Users").then().statusCode(201);

        grant().statusCode(200);
        refused(grant(ScriptedIssuer.token(claims -> {
            claims.setClaim("preferred_username", name);
            claims.setClaim("tenant", "saltmarsh");
        })));
    }

    @Test
    void groupsThatATokenLeavesOutAreTheDirectorysOrNobodyGetsIn() {
        var overage = ScriptedIssuer.token(claims -> {
            claims.setClaim("preferred_username", name);
            claims.unsetClaim("groups");
            claims.setClaim("_claim_names", Map.of("groups", "src1"));
        });

        grant(overage).statusCode(403).contentType("application/problem+json").body("type", equalTo("https://surety.dev/problems/groups-unknown"));
        group("crowd-" + name, user(Map.of("userName", name)));

        grant(overage).statusCode(200).body("tags", contains("group:crowd-" + name, "tenant:kestrel", "user:" + name));
    }

    // --- Several issuers ------------------------------------------------------------------------------------

    @Test
    void aSecondIssuersPeopleBelongToItsTenant() {
        grant(ScriptedIssuer.partnersToken(unchanged -> {})).statusCode(200).body("tags", hasItem("user:dana")).body("tags", hasItem("tenant:tern"));
    }

    @Test
    void noIssuerSpeaksForAnothersTenant() {
        unauthenticated(ScriptedIssuer.token(claims -> claims.setClaim("tenant", "tern")));
        // The second issuer's tenant is fixed: what its token says about it is not even read.
        grant(ScriptedIssuer.partnersToken(claims -> claims.setClaim("tenant", "kestrel"))).statusCode(200).body("tags", not(hasItem("tenant:kestrel")));
    }

    @Test
    void noIssuersKeySignsForAnother() {
        unauthenticated(ScriptedIssuer.partnersTokenWithOurKey());
        unauthenticated(ScriptedIssuer.partnersToken(claims -> claims.setIssuer(ScriptedIssuer.issuer())));
        unauthenticated(ScriptedIssuer.partnersToken(claims -> claims.setAudience("another")));
    }

    @Test
    void aSecondIssuersServiceAccountsAreNoServicesOfOurs() {
        var token = ScriptedIssuer.partnersToken(claims -> {
            claims.setClaim("upn", "service-account-provisioning");
            claims.setClaim("service", "provisioning");
        });

        grant(token).statusCode(200).body("tags", hasItem("user:service-account-provisioning")).body("tags", not(hasItem("service:provisioning")));
        given().header("Authorization", "Bearer " + token).get("/scim/v2/Users").then().statusCode(403);
    }

    // --- Tokens that say two things ---------------------------------------------------------------------------

    @Test
    void aClaimThatStandsThereTwiceMakesTheTokenNone() {
        var twice = ScriptedIssuer.payload().replaceFirst("\\{", "{\"preferred_username\":\"carol\",");
        var twiceInside = ScriptedIssuer.payload().replaceFirst("\\{", "{\"address\":{\"a\":1,\"a\":2},");

        grant(ScriptedIssuer.tokenOf(ScriptedIssuer.payload(), Map.of())).statusCode(200);
        unauthenticated(ScriptedIssuer.tokenOf(twice, Map.of()));
        unauthenticated(ScriptedIssuer.tokenOf(twiceInside, Map.of()));
    }

    @Test
    void aHeaderThatHasToBeUnderstoodAndIsNotMakesTheTokenNone() {
        unauthenticated(ScriptedIssuer.tokenOf(ScriptedIssuer.payload(), Map.of("crit", List.of("x"), "x", 1)));
    }

    @Test
    void whoUsesThePersonsTokenIsTheActor() throws JsonProcessingException {
        var token = ScriptedIssuer.token(claims -> claims.setClaim("act", Map.of("sub", "desk")));

        var grant = grant(token).statusCode(200).extract().path("grant").toString();

        var claims = new JsonMapper().readTree(new String(Base64.getUrlDecoder().decode(grant.split("\\.")[1]), StandardCharsets.UTF_8));
        assertEquals("desk", claims.path("actor").asText());
    }

    private ValidatableResponse grant() {
        return grantOf(name);
    }

    private static ValidatableResponse grantOf(String name) {
        return grant(ScriptedIssuer.token(claims -> claims.setClaim("preferred_username", name)));
    }

    private static ValidatableResponse grant(String token) {
        return given().header("Authorization", "Bearer " + token).post("/v1/grants").then();
    }

    private JsonNode claims() throws JsonProcessingException {
        var grant = grant().statusCode(200).body("epoch", greaterThan(0)).extract().path("grant").toString();
        return new JsonMapper().readTree(new String(Base64.getUrlDecoder().decode(grant.split("\\.")[1]), StandardCharsets.UTF_8));
    }

    private void assertTags(List<String> tags, boolean there) {
        var has = grant().extract().<List<String>>path("tags");
        tags.forEach(tag -> assertEquals(there, has.contains(tag), tag));
    }

    private static void refused(ValidatableResponse response) {
        response.statusCode(403).contentType("application/problem+json").body("type", equalTo("https://surety.dev/problems/person-refused"));
    }

    private static void unauthenticated(String token) {
        grant(token).statusCode(401).body("type", equalTo("https://surety.dev/problems/unauthenticated"));
    }

    private static RequestSpecification kestrel() {
        return given().header("Authorization", "Bearer " + ScriptedIssuer.serviceToken("provisioning")).contentType("application/scim+json");
    }

    private static String user(Map<String, Object> user) {
        return kestrel().body(user).post("/scim/v2/Users").then().statusCode(201).extract().path("id");
    }

    private static String group(String name, String... members) {
        var body = Map.of("displayName", name, "members", List.of(members).stream().map(member -> Map.of("value", member)).toList());
        return kestrel().body(body).post("/scim/v2/Groups").then().statusCode(201).extract().path("id");
    }

    private static void patchUser(String id, String operation) {
        kestrel().body("{\"Operations\": [" + operation + "]}").patch("/scim/v2/Users/" + id).then().statusCode(200);
    }

    private static void patchGroup(String id, String operation) {
        kestrel().body("{\"Operations\": [" + operation + "]}").patch("/scim/v2/Groups/" + id).then().statusCode(204);
    }
}
