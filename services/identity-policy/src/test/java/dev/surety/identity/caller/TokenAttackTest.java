package dev.surety.identity.caller;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.surety.identity.GrantKeysFile;
import dev.surety.local.testing.RealKeycloak;
import dev.surety.testing.OversizedHeader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forged and broken bearer tokens, made of a real Keycloak's token and public key: none gets a grant, and none makes us fetch anything. */
@QuarkusTest
@QuarkusTestResource(value = RealKeycloak.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = GrantKeysFile.class, restrictToAnnotatedClass = true)
class TokenAttackTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TestHTTPResource("v1/grants")
    URI grants;

    @Test
    void theTokenItselfHolds() {
        ask(RealKeycloak.tokenFor("alice")).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", ""})
    void noneIsNoAlgorithm(String algorithm) throws JsonProcessingException {
        var parts = RealKeycloak.tokenFor("alice").split("\\.");
        var header = encoded(JSON.writeValueAsString(Map.of("alg", algorithm, "typ", "JWT", "kid", header(parts).get("kid"))));

        refused(header + "." + parts[1] + ".");
        refused(header + "." + parts[1] + "." + parts[2]);
        refused(header + "." + parts[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS256", "HS384", "HS512"})
    void thePublicKeyIsNoSecretInAnyOfItsForms(String algorithm) throws Exception {
        var parts = RealKeycloak.tokenFor("alice").split("\\.");
        var jwk = keycloaksKey(header(parts).get("kid").toString());
        PublicKey key = ((RsaJsonWebKey) jwk).getRsaPublicKey();
        var pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded()) + "\n-----END PUBLIC KEY-----\n";

        for (var secret : List.of(key.getEncoded(), pem.getBytes(StandardCharsets.UTF_8), jwk.toJson().getBytes(StandardCharsets.UTF_8))) {
            refused(signed(payload(parts), algorithm, header(parts).get("kid"), new HmacKey(secret), Map.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "../../../../dev/null", "/dev/null", "file:///dev/null", "http://127.0.0.1:1/keys", "' OR '1'='1", "x' UNION SELECT 'secret' --", "$(id)", "\u0000", ""
    })
    void aKeyIdThatIsAPathOrAQueryFindsNothing(String keyId) throws Exception {
        var parts = RealKeycloak.tokenFor("alice").split("\\.");

        refused(signed(payload(parts), "RS256", keyId, RsaJwkGenerator.generateJwk(2048).getPrivateKey(), Map.of()));
        refused(signed(payload(parts), "HS256", keyId, new HmacKey(new byte[64]), Map.of()));
    }

    @Test
    void aKeyThatTheTokenBringsOrPointsToIsNotUsedAndNotFetched() throws Exception {
        var parts = RealKeycloak.tokenFor("alice").split("\\.");
        var forged = RsaJwkGenerator.generateJwk(2048);
        forged.setKeyId("forged");
        var fetched = new AtomicInteger();
        var thief = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        thief.createContext("/", exchange -> {
            fetched.incrementAndGet();
            var keys = ("{\"keys\": [" + forged.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY) + "]}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        thief.start();
        var address = "http://127.0.0.1:" + thief.getAddress().getPort() + "/keys";

        for (var pointer : List.<Map<String, Object>>of(
                Map.of("jku", address),
                Map.of("x5u", address),
                Map.of("jwk", forged.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)),
                Map.of("crit", List.of("exp"), "jku", address))) {
            refused(signed(payload(parts), "RS256", "forged", forged.getPrivateKey(), pointer));
            refused(signed(payload(parts), "RS256", header(parts).get("kid"), forged.getPrivateKey(), pointer));
        }
        thief.stop(0);

        assertEquals(0, fetched.get());
    }

    @Test
    void aTokenOfAnotherIssuerOrOfNoneFetchesNothingAndIsRefused() throws Exception {
        var parts = RealKeycloak.tokenFor("alice").split("\\.");
        var forged = RsaJwkGenerator.generateJwk(2048);
        var claims = new HashMap<>(claims(parts));

        for (var issuer : List.of("http://127.0.0.1:1/realms/surety", RealKeycloak.issuer() + "/", RealKeycloak.issuer().replace("/surety", "/master"), "", "null")) {
            claims.put("iss", issuer);
            refused(signed(JSON.writeValueAsString(claims), "RS256", "forged", forged.getPrivateKey(), Map.of()));
        }
    }

    @Test
    void aHugeTokenIsRefusedBeforeAnybodyReadsIt() throws Exception {
        var parts = RealKeycloak.tokenFor("alice").split("\\.");
        var claims = new LinkedHashMap<>(claims(parts));
        claims.put("more", "x".repeat(100_000));
        var huge = signed(JSON.writeValueAsString(claims), "RS256", header(parts).get("kid"), RsaJwkGenerator.generateJwk(2048).getPrivateKey(), Map.of());

        var before = exchanges();

        OversizedHeader.assertRefused(grants, "Authorization", "Bearer " + huge);

        assertEquals(before, exchanges());
    }

    @Test
    void aTokenOfPartsThatAreNoJsonIsRefused() throws JsonProcessingException {
        var parts = RealKeycloak.tokenFor("alice").split("\\.");
        var deep = encoded("{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000));

        for (var part : List.of(encoded("null"), encoded("[]"), encoded("7"), encoded("{"), encoded("{} {}"), encoded("\u0000"), deep, "", "!")) {
            refused(part + "." + parts[1] + "." + parts[2]);
            refused(parts[0] + "." + part + "." + parts[2]);
        }
    }

    /** Exchanges so far, by how they ended. */
    private static List<String> exchanges() {
        return given().get("/q/metrics").asString().lines().filter(line -> line.startsWith("surety_identity_grants_total{")).sorted().toList();
    }

    private static JsonWebKey keycloaksKey(String id) throws JoseException {
        var keys = given().get(RealKeycloak.issuer() + "/protocol/openid-connect/certs").asString();
        return new JsonWebKeySet(keys).findJsonWebKey(id, null, null, null);
    }

    private static String signed(String payload, String algorithm, Object keyId, Key key, Map<String, Object> header) throws JoseException {
        var signature = new JsonWebSignature();
        signature.setPayload(payload);
        signature.setAlgorithmHeaderValue(algorithm);
        signature.getHeaders().setObjectHeaderValue("kid", keyId);
        header.forEach(signature.getHeaders()::setObjectHeaderValue);
        signature.setKey(key);
        signature.setDoKeyValidation(false);
        return signature.getCompactSerialization();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> header(String[] parts) throws JsonProcessingException {
        return JSON.readValue(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8), Map.class);
    }

    /** As Keycloak's, but of carol, who is cleared higher, and for another hour. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> claims(String[] parts) throws JsonProcessingException {
        var claims = new HashMap<String, Object>(JSON.readValue(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8), Map.class));
        claims.put("preferred_username", "carol");
        claims.put("exp", Instant.now().getEpochSecond() + 3_600);
        return claims;
    }

    private static String payload(String[] parts) throws JsonProcessingException {
        return JSON.writeValueAsString(claims(parts));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ValidatableResponse ask(String token) {
        return given().header("Authorization", "Bearer " + token).post("/v1/grants").then();
    }

    private static void refused(String token) {
        ask(token).statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("type", equalTo("https://surety.dev/problems/unauthenticated"));
    }
}
