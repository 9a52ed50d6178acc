package dev.surety.identity.redaction;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.identity.GrantKeysFile;
import dev.surety.identity.ScriptedIssuer;
import dev.surety.redaction.KnownPeople;
import dev.surety.redaction.PersonNames;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.DecoderConfig;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(value = ScriptedIssuer.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = GrantKeysFile.class, restrictToAnnotatedClass = true, initArgs = @ResourceArg(name = "names", value = "yes"))
class RedactionResourceTest {

    private static final RestAssuredConfig UTF_8 = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().defaultContentCharset(StandardCharsets.UTF_8))
            .decoderConfig(DecoderConfig.decoderConfig().defaultContentCharset(StandardCharsets.UTF_8));

    @Test
    void whatTheContractTakesOutIsToldByKindAndPlaceAndNeverItself() {
        redact(alice(), "Mail bob@kestrelquay.example from 192.0.2.17 today.", "log")
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("text", equalTo("Mail [email] from [ip] today."))
                .body("findings.kind", contains("email", "ip"))
                .body("findings.start", contains(5, 34))
                .body("findings.end", contains(28, 44));
        redact(alice(), "Mail bob@kestrelquay.example from 192.0.2.17 today.", "answer").body("findings", empty());
    }

    @Test
    void namesOfTheOwnTenantAreTakenOutFromTheMomentSomebodyIsInTheDirectory() {
        var text = "Ask Runa Ødegård or runa odegard.";
        redact(alice(), text, "event").body("text", equalTo(text));
        var id = person("runa", "Runa", "Ødegård");

        redact(alice(), text, "event").body("text", equalTo("Ask [person] or [person].")).body("findings.kind", contains("person", "person"));
        redact(alice(), text, "log").body("text", equalTo(text));

        provisioner().delete("/scim/v2/Users/" + id).then().statusCode(204);
        redact(alice(), text, "event").body("text", equalTo(text));
    }

    @Test
    void namesOfOneTenantAreNoNamesInAnother() {
        person("solveig", "Solveig", "Brattli");

        redact(alice(), "Ask Solveig Brattli.", "event").body("text", equalTo("Ask [person]."));
        redact(ScriptedIssuer.partnersToken(unchanged -> {}), "Ask Solveig Brattli.", "event").body("text", equalTo("Ask Solveig Brattli."));
    }

    @Test
    void aServiceIsToldDigestsOfTheNamesOfItsCallersTenantAndNoName() {
        person("torvald", "Torvald", "Hegre");
        var grant = grant(alice());

        var told = known("kestrel", grant).statusCode(200).header("Cache-Control", "no-store").body(not(containsString("Hegre"))).extract();

        var torvalds = KnownPeople.of("kestrel", PersonNames.of("Torvald Hegre", "Torvald", "Hegre"));
        var ofAnother = KnownPeople.of("tern", PersonNames.of("Torvald Hegre", "Torvald", "Hegre"));
        assertEquals(torvalds.size(), shared(Base64.getDecoder().decode(told.<String>path("names")), torvalds));
        assertEquals(0, shared(Base64.getDecoder().decode(told.<String>path("names")), ofAnother));
    }

    @Test
    void noGrantNoNames() {
        known("kestrel", "garbage").statusCode(401);
        given().get("/v1/tenants/kestrel/known-names").then().statusCode(401);
        known("tern", grant(alice())).statusCode(403).body("detail", equalTo("the grant is of another tenant"));
        known("kestrel", grant(ScriptedIssuer.partnersToken(unchanged -> {}))).statusCode(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"purpose\": \"log\"} | text | text is missing",
        "{\"text\": \"a\"} | purpose | purpose is missing",
        "{\"text\": \"a\", \"purpose\": \"lunch\"} | purpose | lunch",
        "{\"text\": \"a\", \"purpose\": \"log\", \"depth\": 1} | depth | depth",
    })
    void whatIsWrongInARequestIsNamed(String body, String field, String said) {
        ask(alice(), body).statusCode(400).body("field", equalTo(field)).body("detail", containsString(said));
    }

    @Test
    void whoeverHasNoTokenIsToldNothing() {
        given().contentType("application/json").body("{\"text\": \"a\", \"purpose\": \"log\"}").post("/v1/redactions").then().statusCode(401);
        ask("garbage", "{\"text\": \"a\", \"purpose\": \"log\"}").statusCode(401);
    }

    @Test
    void aTextOfTwoHundredThousandCharactersIsTakenAndALargerOneIsNot() {
        redact(alice(), "bob@kestrelquay.example ".repeat(8_000), "log").statusCode(200);
        redact(alice(), "bob@kestrelquay.example ".repeat(16_000), "log").statusCode(413);
    }

    private static String alice() {
        return ScriptedIssuer.token(unchanged -> {});
    }

    /** How many of somebody's digests are among all. */
    private static int shared(byte[] all, KnownPeople some) {
        var digests = Arrays.stream(chunks(all)).toList();
        return (int) Arrays.stream(chunks(some.names())).filter(digests::contains).count();
    }

    private static Long[] chunks(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes).asLongBuffer();
        var chunks = new Long[buffer.remaining()];
        Arrays.setAll(chunks, buffer::get);
        return chunks;
    }

    private static ValidatableResponse known(String tenant, String grant) {
        return given().header("Surety-Grant", grant).get("/v1/tenants/" + tenant + "/known-names").then();
    }

    private static String grant(String token) {
        return given().header("Authorization", "Bearer " + token).post("/v1/grants").then().statusCode(200).extract().path("grant");
    }

    private static ValidatableResponse redact(String token, String text, String purpose) {
        return given().config(UTF_8)
                .header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(Map.of("text", text, "purpose", purpose))
                .post("/v1/redactions")
                .then();
    }

    private static ValidatableResponse ask(String token, String body) {
        return given().header("Authorization", "Bearer " + token).contentType("application/json").body(body).post("/v1/redactions").then();
    }

    private static String person(String userName, String given, String family) {
        return provisioner()
                .body(Map.of("userName", userName, "name", Map.of("givenName", given, "familyName", family)))
                .post("/scim/v2/Users")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static RequestSpecification provisioner() {
        return given().config(UTF_8).header("Authorization", "Bearer " + ScriptedIssuer.serviceToken("provisioning")).contentType("application/scim+json");
    }
}
