package dev.surety.identity.grant;

import static io.restassured.RestAssured.given;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.api.GrantMessage;
import dev.surety.api.TagSetMessage;
import dev.surety.grant.Grant;
import dev.surety.grant.GrantCodec;
import dev.surety.grant.WholeGrant;
import dev.surety.grant.Tags;
import dev.surety.grant.Vouched;
import dev.surety.identity.GrantKeysFile;
import dev.surety.identity.ScriptedIssuer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = ScriptedIssuer.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = GrantKeysFile.class, restrictToAnnotatedClass = true)
class GrantResourceTest {

    @Test
    void aTokenBecomesAGrantThatVerifiesWithThePublishedKey() throws JoseException {
        var token = ScriptedIssuer.token(unchanged -> {});

        var message = issued(token);

        var grant = verified(message);
        assertEquals("alice", grant.subject());
        assertEquals("kestrel", grant.tenant());
        assertEquals(1, grant.clearance());
        assertEquals(
                Set.of("user:alice", "tenant:kestrel", "group:kestrel-staff", "group:engineering", "group:engineering/platform"), grant.tags());
        assertEquals(grant.tags().stream().sorted().toList(), message.tags());
        assertEquals(message.expiresAt(), grant.expiresAt());
    }

    @Test
    void aGrantLivesAMinuteAtMost() {
        var before = Instant.now();

        var message = issued(ScriptedIssuer.token(unchanged -> {}));

        assertFalse(message.expiresAt().isAfter(Instant.now().plusSeconds(60)));
        assertTrue(message.expiresAt().isAfter(before.plusSeconds(55)));
    }

    @Test
    void aGrantDoesNotOutliveItsToken() {
        var end = Instant.now().plusSeconds(20).truncatedTo(SECONDS);

        var message = issued(ScriptedIssuer.token(claims -> claims.setExpirationTime(NumericDate.fromSeconds(end.getEpochSecond()))));

        assertEquals(end, message.expiresAt());
    }

    @Test
    void everyGrantHasItsOwnId() throws JoseException {
        var token = ScriptedIssuer.token(unchanged -> {});

        var ids = Set.of(verified(issued(token)).id(), verified(issued(token)).id());

        assertEquals(2, ids.size());
    }

    @Test
    void aGrantIsForTheServicesThatAreNamed() throws JoseException {
        var message = askFor("{\"audience\": [\"retrieval\", \"inference\", \"retrieval\"]}").statusCode(200).extract().as(GrantMessage.class);

        assertEquals(List.of("inference", "retrieval"), message.audience());
        assertEquals(Set.of("inference", "retrieval"), verified(message).audience());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"audience\": null}"})
    void aGrantForNobodyInParticularIsForThoseWhoReadGrants(String body) throws JoseException {
        var message = askFor(body).statusCode(200).extract().as(GrantMessage.class);

        assertEquals(Set.of("inference", "retrieval", "ingestion", "evaluation"), verified(message).audience());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"audience\": []}              | audience",
                "{\"audience\": [null]}          | audience",
                "{\"audience\": [\"\"]}          | audience",
                "{\"audience\": [\"surety\"]}    | audience",
                "{\"audience\": [\"Retrieval\"]} | audience",
                "{\"audience\": \"retrieval\"}   | audience",
                "{\"audience\": [7]}             | audience.0",
                "{\"tags\": [\"group:board\"]}   | tags",
                "[]                            | body",
                "{                             | body",
            })
    void aRequestThatNamesNoServiceIsRefusedByField(String body, String field) {
        askFor(body).statusCode(400).body("field", equalTo(field));
    }

    @Test
    void aServiceAccountGetsAServiceTagAndNoGroup() throws JoseException {
        var token = ScriptedIssuer.token(claims -> {
            claims.setClaim("preferred_username", "service-account-surety-ingestion");
            claims.setClaim("service", "ingestion");
            claims.setClaim("clearance", 3);
        });

        var grant = verified(issued(token));

        assertEquals("ingestion", grant.subject());
        assertEquals("surety", grant.tenant());
        assertEquals(0, grant.clearance());
        assertEquals(Set.of("service:ingestion", "tenant:surety"), grant.tags());
        assertTrue(grant.isService());
    }

    @Test
    void aPersonWhoseTokenClaimsToBeAServiceIsAPerson() throws JoseException {
        var grant = verified(issued(ScriptedIssuer.token(claims -> claims.setClaim("service", "evaluation"))));

        assertFalse(grant.isService());
        assertEquals("alice", grant.subject());
    }

    @Test
    void badGroupsAreDroppedAndABadClearanceIsZero() throws JoseException {
        var token = ScriptedIssuer.token(claims -> {
            claims.setClaim("groups", List.of("fin\u0007ance", "people", "", 7, "sales/\u202elaer"));
            claims.setClaim("clearance", "3");
        });

        var grant = verified(issued(token));

        assertEquals(Set.of("user:alice", "tenant:kestrel", "group:people", "group:sales"), grant.tags());
        assertEquals(0, grant.clearance());
    }

    @Test
    void noTokenIsAProblemThatSaysHowToAuthenticate() {
        var response = given().post("/v1/grants");

        refused(response.then());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "Bearer garbage", "Bearer a.b.c", "Bearer ..", "Basic YWxpY2U6YWxpY2U=", "bearer", "Bearer e30.e30.e30"})
    void whatIsNoTokenIsRefused(String authorization) {
        var response = given().header("Authorization", authorization).post("/v1/grants");

        refused(response.then());
    }

    @Test
    void anExpiredTokenIsRefused() {
        refused(ask(ScriptedIssuer.token(
                claims -> claims.setExpirationTime(NumericDate.fromSeconds(Instant.now().getEpochSecond() - 1)))));
    }

    @Test
    void aTokenThatIsNotYetValidIsRefused() {
        refused(ask(ScriptedIssuer.token(claims -> claims.setNotBefore(NumericDate.fromSeconds(Instant.now().getEpochSecond() + 600)))));
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() {
        refused(ask(ScriptedIssuer.token(claims -> claims.setAudience("other-app"))));
    }

    @Test
    void aTokenWithoutAudienceIsRefused() {
        refused(ask(ScriptedIssuer.token(claims -> claims.unsetClaim("aud"))));
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        refused(ask(ScriptedIssuer.token(claims -> claims.setIssuer("http://127.0.0.1:1/realm"))));
    }

    @Test
    void aTokenWithoutExpiryIsRefused() {
        refused(ask(ScriptedIssuer.token(claims -> claims.unsetClaim("exp"))));
    }

    @Test
    void aStrangersSignatureUnderOurKeyIdIsRefused() {
        refused(ask(ScriptedIssuer.strangersToken()));
    }

    @Test
    void aTokenWithoutSignatureIsRefused() {
        refused(ask(ScriptedIssuer.unsignedToken()));
    }

    @Test
    void thePublicKeyAsHmacSecretIsRefused() {
        refused(ask(ScriptedIssuer.hmacTokenWithPublicKey()));
    }

    @Test
    void aChangedPayloadIsRefused() {
        var parts = ScriptedIssuer.token(unchanged -> {}).split("\\.");
        var other = ScriptedIssuer.token(claims -> claims.setClaim("clearance", 3)).split("\\.");

        refused(ask(parts[0] + "." + other[1] + "." + parts[2]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "preferred_username", "tenant"})
    void aTokenThatNamesNobodyIsRefused(String claim) {
        refused(ask(ScriptedIssuer.token(claims -> claims.unsetClaim(claim))));
    }

    @Test
    void aPersonMayNotComeFromTheServicesTenant() {
        refused(ask(ScriptedIssuer.token(claims -> claims.setClaim("tenant", "surety"))));
    }

    @Test
    void unreadableGroupsRefuseTheTokenBecauseTheyMayHoldADeniedOne() {
        refused(ask(ScriptedIssuer.token(claims -> claims.setClaim("groups", "contractors"))));
    }

    @Test
    void manyGroupsMakeAShortGrantWhoseTagsAreToldToWhoeverHoldsIt() throws JoseException {
        var message = issued(tokenWithGroups(700));

        var abridged = assertInstanceOf(Vouched.Abridged.class, read(message));
        var told = tagSet(abridged.tagsDigest(), message.grant()).statusCode(200).extract().as(TagSetMessage.class);

        assertTrue(message.grant().length() < 1_000, () -> message.grant().length() + " characters");
        assertEquals(702, abridged.tagCount());
        assertEquals(message.tags(), told.tags());
        assertEquals(Set.copyOf(told.tags()), abridged.with(Tags.of(told.tags())).tags());
    }

    @Test
    void theSameTagsHaveTheSameDigestForEverybodyAndEveryGrant() throws JoseException {
        var one = (Vouched.Abridged) read(issued(tokenWithGroups(150)));
        var other = (Vouched.Abridged) read(issued(tokenWithGroups(150)));

        assertEquals(one.tagsDigest(), other.tagsDigest());
        assertNotEquals(one.id(), other.id());
    }

    @Test
    void aDigestAloneOpensNothing() throws JoseException {
        var mine = issued(tokenWithGroups(150));
        var others = issued(tokenWithGroups(151));
        var small = issued(ScriptedIssuer.token(unchanged -> {}));
        var digest = ((Vouched.Abridged) read(mine)).tagsDigest();
        var parts = mine.grant().split("\\.");
        var mixed = parts[0] + "." + parts[1] + "." + others.grant().split("\\.")[2];

        given().get("/v1/tag-sets/" + digest).then().statusCode(401);
        tagSet(digest, "garbage").statusCode(401);
        tagSet(digest, mixed).statusCode(401);
        tagSet(digest, others.grant()).statusCode(403).body("type", equalTo("https://surety.dev/problems/forbidden"));
        tagSet(digest, small.grant()).statusCode(403);
        tagSet("0".repeat(64), mine.grant()).statusCode(403);
    }

    @Test
    void aFreshKeyOfTheProviderIsBelievedAfterAMoment() {
        issued(ScriptedIssuer.token(unchanged -> {}));
        ScriptedIssuer.changeKey("second");
        var token = ScriptedIssuer.token(unchanged -> {});

        var status = Eventually.within(Duration.ofSeconds(10), () -> ask(token).extract().statusCode(), 200);

        assertEquals(200, status);
    }

    @Test
    void theRequestIdOfTheCallerIsOnTheRefusal() {
        var id = "01931c5e-8b7a-7cde-9f01-23456789abcd";

        var response = given().header("X-Request-Id", id).post("/v1/grants").then();

        response.header("X-Request-Id", id).body("requestId", equalTo(id));
    }

    @Test
    void grantsAreCountedByTheirEnd() {
        issued(ScriptedIssuer.token(unchanged -> {}));
        ask("garbage");

        var metrics = given().get("/q/metrics").then().statusCode(200);

        metrics.body(containsString("surety_identity_grants_total{result=\"issued\"}"))
                .body(containsString("surety_identity_grants_total{result=\"unauthenticated\"}"))
                .body(containsString("surety_identity_grant_duration_seconds_count{result=\"issued\"}"));
    }

    /** In the form in which one token can hold many: one path a group. */
    private static String tokenWithGroups(int number) {
        return ScriptedIssuer.token(claims -> claims.setClaim("groups", IntStream.range(0, number).mapToObj(each -> "group-" + each).toList()));
    }

    private static ValidatableResponse tagSet(String digest, String grant) {
        return given().header("Surety-Grant", grant).get("/v1/tag-sets/" + digest).then();
    }

    private static Vouched read(GrantMessage message) throws JoseException {
        var published = new JsonWebKeySet(given().get("/.well-known/jwks.json").asString());
        var key = (PublicJsonWebKey) published.findJsonWebKey(GrantCodec.keyId(message.grant()), null, null, null);
        return GrantCodec.read(message.grant(), key.getPublicKey(), Clock.systemUTC(), "retrieval");
    }

    private static ValidatableResponse askFor(String body) {
        return given().header("Authorization", "Bearer " + ScriptedIssuer.token(unchanged -> {}))
                .contentType("application/json")
                .body(body)
                .post("/v1/grants")
                .then();
    }

    private static ValidatableResponse ask(String token) {
        return given().header("Authorization", "Bearer " + token).post("/v1/grants").then();
    }

    private static GrantMessage issued(String token) {
        return ask(token).statusCode(200).header("Cache-Control", "no-store").extract().as(GrantMessage.class);
    }

    private static void refused(ValidatableResponse response) {
        response.statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("type", equalTo("https://surety.dev/problems/unauthenticated"))
                .body("requestId", notNullValue());
    }

    private static Grant verified(GrantMessage message) throws JoseException {
        var published = new JsonWebKeySet(given().get("/.well-known/jwks.json").asString());
        var key = (PublicJsonWebKey) published.findJsonWebKey(GrantCodec.keyId(message.grant()), null, null, null);
        PublicKey publicKey = key.getPublicKey();
        return WholeGrant.read(message.grant(), publicKey, Clock.systemUTC(), "retrieval");
    }
}
