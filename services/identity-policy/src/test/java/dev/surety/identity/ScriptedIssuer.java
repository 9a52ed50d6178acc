package dev.surety.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/**
 * An OpenID provider of a few lines that can be stopped, started and made to change its keys, and that signs whatever a test wants. The same
 * rules are tried with a real Keycloak in {@code KeycloakTest}.
 */
public final class ScriptedIssuer implements QuarkusTestResourceLifecycleManager {

    private static HttpServer server;
    private static int port;
    private static RsaJsonWebKey key = newKey("first");
    private static final RsaJsonWebKey PARTNERS_KEY = newKey("partner");

    @Override
    public Map<String, String> start() {
        up();
        return Map.of(
                "quarkus.oidc.auth-server-url", issuer(),
                "quarkus.oidc.token.forced-jwk-refresh-interval", "1S",
                "surety.callers.issuers.partner.issuer", partner(),
                "surety.callers.issuers.partner.tenants", "tern",
                "surety.callers.issuers.partner.tenant", "tern",
                "surety.callers.issuers.partner.claims.user-name", "upn");
    }

    @Override
    public void stop() {
        down();
    }

    /** Answers again, on the same port as before. */
    public static void up() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException busy) {
            throw new UncheckedIOException(busy);
        }
        port = server.getAddress().getPort();
        serve("/realm", issuer(), () -> key);
        serve("/partner", partner(), () -> PARTNERS_KEY);
        server.start();
    }

    private static void serve(String path, String address, Supplier<RsaJsonWebKey> keys) {
        server.createContext(path + "/.well-known/openid-configuration", exchange -> reply(exchange, """
                {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "token_endpoint": "%1$s/token", "authorization_endpoint": "%1$s/login",
                 "introspection_endpoint": "%1$s/introspect", "userinfo_endpoint": "%1$s/me"}""".formatted(address)));
        server.createContext(path + "/keys", exchange -> reply(
                exchange, "{\"keys\": [" + keys.get().toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY) + "]}"));
    }

    /** Nobody listens any more. */
    public static void down() {
        server.stop(0);
    }

    /** Signs with another key from now on. */
    public static void changeKey(String id) {
        key = newKey(id);
    }

    public static String issuer() {
        return "http://127.0.0.1:" + port + "/realm";
    }

    /** Alice's token, changed as a test likes. */
    public static String token(Consumer<JwtClaims> change) {
        return signed(claims(change), key, "RS256");
    }

    /** A second issuer, which speaks for the tenant tern and reads user names from the claim upn. */
    public static String partner() {
        return "http://127.0.0.1:" + port + "/partner";
    }

    /** A token of the second issuer for its user dana, changed as a test likes. */
    public static String partnersToken(Consumer<JwtClaims> change) {
        return signed(partnersClaims(change), PARTNERS_KEY, "RS256");
    }

    /** What the second issuer says of dana, signed by the first one's key. */
    public static String partnersTokenWithOurKey() {
        return signed(partnersClaims(unchanged -> {}), key, "RS256");
    }

    /** Any payload, whether or not it is one of claims, under the first issuer's signature. */
    public static String tokenOf(String payload, Map<String, Object> header) {
        try {
            var signature = new JsonWebSignature();
            signature.setPayload(payload);
            signature.setAlgorithmHeaderValue("RS256");
            signature.setKeyIdHeaderValue(key.getKeyId());
            header.forEach(signature.getHeaders()::setObjectHeaderValue);
            signature.setKey(key.getPrivateKey());
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The claims of Alice's token as JSON. */
    public static String payload() {
        return claims(unchanged -> {}).toJson();
    }

    private static JwtClaims partnersClaims(Consumer<JwtClaims> change) {
        return claims(claims -> {
            claims.setIssuer(partner());
            claims.setClaim("upn", "dana");
            claims.unsetClaim("tenant");
            change.accept(claims);
        });
    }

    /** A token of a service account. */
    public static String serviceToken(String service) {
        return token(claims -> {
            claims.setClaim("preferred_username", "service-account-" + service);
            claims.setClaim("service", service);
            claims.unsetClaim("tenant");
            claims.unsetClaim("groups");
            claims.unsetClaim("clearance");
        });
    }

    /** A token as a forger would make it: the public key, which everybody has, as an HMAC secret. */
    public static String hmacTokenWithPublicKey() {
        try {
            var signature = new JsonWebSignature();
            signature.setPayload(claims(unchanged -> {}).toJson());
            signature.setAlgorithmHeaderValue("HS256");
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setKey(new HmacKey(((RSAPublicKey) key.getPublicKey()).getEncoded()));
            signature.setDoKeyValidation(false);
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A token without a signature. */
    public static String unsignedToken() {
        try {
            var signature = new JsonWebSignature();
            signature.setPayload(claims(unchanged -> {}).toJson());
            signature.setAlgorithmConstraints(AlgorithmConstraints.ALLOW_ONLY_NONE);
            signature.setAlgorithmHeaderValue("none");
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A well-made token of somebody else, under our key's id. */
    public static String strangersToken() {
        return signed(claims(unchanged -> {}), newKey(key.getKeyId()), "RS256");
    }

    private static JwtClaims claims(Consumer<JwtClaims> change) {
        var now = Instant.now().getEpochSecond();
        var claims = new JwtClaims();
        claims.setIssuer(issuer());
        claims.setAudience("surety");
        claims.setSubject("4f1c");
        claims.setIssuedAt(NumericDate.fromSeconds(now));
        claims.setExpirationTime(NumericDate.fromSeconds(now + 300));
        claims.setClaim("preferred_username", "alice");
        claims.setClaim("tenant", "kestrel");
        claims.setClaim("groups", List.of("/kestrel-staff", "engineering/platform"));
        claims.setClaim("clearance", 1);
        change.accept(claims);
        return claims;
    }

    private static String signed(JwtClaims claims, RsaJsonWebKey with, String algorithm) {
        try {
            var signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setAlgorithmHeaderValue(algorithm);
            signature.setKeyIdHeaderValue(with.getKeyId());
            signature.setKey(with.getPrivateKey());
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static RsaJsonWebKey newKey(String id) {
        try {
            var fresh = RsaJwkGenerator.generateJwk(2048);
            fresh.setKeyId(id);
            return fresh;
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void reply(HttpExchange exchange, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        try (var body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }
}
