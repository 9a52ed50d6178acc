package dev.surety.identity.caller;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.surety.identity.GrantKeysFile;
import dev.surety.identity.ScriptedIssuer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that acts for people, where the policy lets it. */
@QuarkusTest
@QuarkusTestResource(value = ScriptedIssuer.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(
        value = GrantKeysFile.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(
                name = "rule",
                value = "{ rule: desk-acts, effect: allow, action: act-for, when: 'caller.subject == \"desk\" && resource.tenant == \"kestrel\"', reason: The desk. }"))
class ActingTest {

    private static final String EXTENSION = "urn:ietf:params:scim:schemas:extension:surety:2.0:User";
    private static final String DESK = ScriptedIssuer.serviceToken("desk");

    private String name;

    @BeforeEach
    void somebodyNew() {
        name = "rita ü+" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void theServiceGetsThePersonsRightsAndIsTheActor() throws JsonProcessingException {
        var person = user("provisioning", Map.of("userName", name, EXTENSION, Map.of("clearance", 2)));
        group(name.replace(" ", ""), person);

        var reply = grant(DESK, name).statusCode(200).body("tags", contains("group:" + name.replace(" ", ""), "tenant:kestrel", "user:" + name));

        var claims = claims(reply);
        assertEquals(
                List.of(name, "kestrel", "2", "desk"),
                List.of(claims.path("sub").asText(), claims.path("tenant").asText(), claims.path("clearance").asText(), claims.path("actor").asText()));
    }

    @Test
    void theServicesOwnClearanceIsALimit() throws JsonProcessingException {
        user("provisioning", Map.of("userName", name, EXTENSION, Map.of("clearance", 3)));
        var limited = ScriptedIssuer.token(claims -> {
            claims.setClaim("preferred_username", "service-account-desk");
            claims.setClaim("service", "desk");
            claims.unsetClaim("tenant");
        });

        var claims = claims(grant(limited, name).statusCode(200));

        assertEquals(1, claims.path("clearance").asInt());
    }

    @Test
    void whoIsSwitchedOffOrUnknownIsRefusedThroughAServiceToo() {
        user("provisioning", Map.of("userName", name, "active", false));

        grant(DESK, name).statusCode(403).body("type", equalTo("https://surety.dev/problems/person-refused"));
        grant(DESK, "nobody").statusCode(403).body("type", equalTo("https://surety.dev/problems/forbidden"));
    }

    @Test
    void whatThePolicyDoesNotAllowIsForbidden() {
        user("provisioning", Map.of("userName", name));
        user("provisioning-saltmarsh", Map.of("userName", name + "s"));

        forbidden(grant(ScriptedIssuer.serviceToken("ingestion"), name));
        forbidden(grant(DESK, name + "s"));
        forbidden(grant(ScriptedIssuer.token(unchanged -> {}), name));
    }

    @Test
    void aNameThatTwoTenantsHoldIsNobodys() {
        user("provisioning", Map.of("userName", name));
        user("provisioning-saltmarsh", Map.of("userName", name));

        forbidden(grant(DESK, name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%zz", "%00", "%20a", "a%0Ab", "%E2%80%8B"})
    void whatIsNoNameIsRefused(String header) {
        given().header("Authorization", "Bearer " + DESK)
                .header("Surety-On-Behalf-Of", header)
                .post("/v1/grants")
                .then()
                .statusCode(400)
                .body("field", equalTo("Surety-On-Behalf-Of"));
    }

    @Test
    void withoutTheHeaderTheServiceIsItself() {
        given().header("Authorization", "Bearer " + DESK).post("/v1/grants").then().statusCode(200).body("tags", contains("service:desk", "tenant:surety"));
    }

    private static JsonNode claims(ValidatableResponse reply) throws JsonProcessingException {
        var payload = reply.extract().path("grant").toString().split("\\.")[1];
        return new JsonMapper().readTree(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    }

    private static void forbidden(ValidatableResponse response) {
        response.statusCode(403).body("type", equalTo("https://surety.dev/problems/forbidden"));
    }

    private static ValidatableResponse grant(String token, String name) {
        return given().header("Authorization", "Bearer " + token)
                .header("Surety-On-Behalf-Of", URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
                .post("/v1/grants")
                .then();
    }

    private static String user(String provisioner, Map<String, Object> user) {
        return post(provisioner, "Users", user);
    }

    private static void group(String name, String member) {
        post("provisioning", "Groups", Map.of("displayName", name, "members", List.of(Map.of("value", member))));
    }

    private static String post(String provisioner, String what, Map<String, Object> resource) {
        return given().header("Authorization", "Bearer " + ScriptedIssuer.serviceToken(provisioner))
                .contentType("application/json")
                .body(resource)
                .post("/scim/v2/" + what)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
