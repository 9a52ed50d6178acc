package dev.surety.grant;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jose4j.base64url.Base64Url;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/**
 * Grants that somebody made up, kept, took elsewhere or changed, in one place for every service that is sent grants: each has to be refused, on each of its
 * addresses, before anything is asked of a database, an engine or a model.
 */
public final class GrantAttacks {

    /** What the scripted identity-policies exchange for the grant that follows: as if whoever answers there were not identity-policy. */
    public static final String EXCHANGED_FOR = "is-exchanged-for:";

    private static final Duration LIFE = Duration.ofSeconds(50);
    private static final List<String> WAYS_OUT = List.of(
            "../../../dev/null", "/dev/null", "file:///dev/null", "http://127.0.0.1:1/keys", "x' OR '1'='1", "x' UNION SELECT 'secret' --", "$(id)", "\u0000");

    private final Grant good;
    private final PublicJsonWebKey key;
    private final List<Attack> attacks = new ArrayList<>();

    private GrantAttacks(Grant good, PublicJsonWebKey key) {
        this.good = good;
        this.key = key;
    }

    /**
     * One of them.
     *
     * @param name  what was done
     * @param grant its text; empty for none at all
     */
    public record Attack(String name, String grant) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Nothing is wrong with it: what the attacks are made of, so that each differs from it in one thing. */
    public static String good(String service) {
        return on(service).signed(Instant.now());
    }

    /** @param service that is attacked */
    public static Stream<Attack> against(String service) {
        var attacks = on(service);
        attacks.times();
        attacks.strangers(service);
        attacks.algorithms();
        attacks.keysOfTheirOwn();
        attacks.shapes();
        return attacks.attacks.stream();
    }

    private static GrantAttacks on(String service) {
        var tags = Set.of("user:mallory", "group:staff", "group:auditors", "tenant:kestrel");
        return new GrantAttacks(
                new Grant("g-1", "mallory", "kestrel", tags, 2, Instant.now().plus(LIFE), Set.of(service), 0, null), GrantSigning.key());
    }

    private void times() {
        add("none", "");
        add("blank", " ");
        add("expired", signed(Instant.now().minusSeconds(120)));
        add("from the future", signed(Instant.now().plusSeconds(120)));
        add("made for a day", signed(payload(Map.of("exp", Instant.now().plusSeconds(86_400).getEpochSecond())), "ES256", Map.of(), key.getPrivateKey()));
    }

    private void strangers(String service) {
        var others = new HashSet<>(Set.of("inference", "retrieval", "ingestion", "evaluation", "identity-policy"));
        others.remove(service);
        add("for other services", GrantCodec.sign(with(good.tags(), good.clearance(), others), key, Instant.now()));
        add("for nobody", GrantCodec.sign(with(good.tags(), good.clearance(), Set.of()), key, Instant.now()));
        add("of another issuer", signed(payload(Map.of("iss", "http://127.0.0.1:1/realms/surety")), "ES256", Map.of(), key.getPrivateKey()));
        add("forged under our key's id", GrantCodec.sign(good, GrantSigning.newKey(key.getKeyId()), Instant.now()));
        add("a stranger's key", GrantCodec.sign(good, GrantSigning.newKey("strangers-key"), Instant.now()));
    }

    /** {@code none}, and the public key, which everybody has, as the secret of an HMAC. */
    private void algorithms() {
        var parts = signed(Instant.now()).split("\\.");
        for (var none : List.of("none", "None", "NONE", "nOnE", "")) {
            var header = encoded("{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(none, key.getKeyId()));
            add("alg '" + none + "'", header + "." + parts[1] + ".");
            add("alg '" + none + "' with a signature", header + "." + parts[1] + "." + parts[2]);
        }
        var publicKey = key.getPublicKey().getEncoded();
        var pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey) + "\n-----END PUBLIC KEY-----\n";
        var jwk = key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        for (var algorithm : List.of("HS256", "HS384", "HS512")) {
            var forms = new TreeMap<>(Map.of("DER", publicKey, "PEM", pem.getBytes(StandardCharsets.UTF_8), "JWK", jwk.getBytes(StandardCharsets.UTF_8)));
            forms.forEach((form, secret) -> add(
                    algorithm + " with the public key as " + form, signed(payload(Map.of()), algorithm, Map.of("kid", key.getKeyId()), new HmacKey(secret))));
        }
    }

    private void keysOfTheirOwn() {
        var own = GrantSigning.newKey("own");
        for (var way : WAYS_OUT) {
            add("kid " + way.replace("\u0000", "NUL"), signed(payload(Map.of()), "ES256", Map.of("kid", way), own.getPrivateKey()));
        }
        var address = "http://127.0.0.1:1/keys";
        for (var kid : List.of(key.getKeyId(), "own")) {
            add("brings its key, kid " + kid, signed(payload(Map.of()), "ES256",
                    Map.of("kid", kid, "jwk", own.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)), own.getPrivateKey()));
            add("says where its key is, kid " + kid, signed(payload(Map.of()), "ES256", Map.of("kid", kid, "jku", address, "x5u", address), own.getPrivateKey()));
        }
    }

    private void shapes() {
        var text = signed(Instant.now());
        var parts = text.split("\\.");
        var generous = GrantCodec.sign(with(Set.of("group:board"), 9, good.audience()), key, Instant.now()).split("\\.");
        add("tampered payload", parts[0] + "." + generous[1] + "." + parts[2]);
        add("without signature", parts[0] + "." + parts[1] + ".");
        add("a signature of zeros", parts[0] + "." + parts[1] + "." + Base64Url.encode(new byte[64]));
        add("twice", text + "." + text);
        add("no JWS", "grant");
    }

    private void add(String name, String grant) {
        attacks.add(new Attack(name, grant));
    }

    private Grant with(Set<String> tags, int clearance, Set<String> audience) {
        return new Grant(good.id(), good.subject(), good.tenant(), tags, clearance, good.expiresAt(), audience, good.epoch(), good.actor());
    }

    private String signed(Instant issuedAt) {
        return GrantCodec.sign(
                new Grant(good.id(), good.subject(), good.tenant(), good.tags(), good.clearance(), issuedAt.plus(LIFE), good.audience(), good.epoch(), null),
                key,
                issuedAt);
    }

    /** As identity-policy writes it, but for some claims. */
    private String payload(Map<String, Object> others) {
        try {
            var read = new JsonWebSignature();
            read.setCompactSerialization(signed(Instant.now()));
            var claims = JwtClaims.parse(read.getUnverifiedPayload());
            others.forEach(claims::setClaim);
            return claims.toJson();
        } catch (JoseException | InvalidJwtException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String signed(String payload, String algorithm, Map<String, Object> header, Key signer) {
        try {
            var signature = new JsonWebSignature();
            signature.setPayload(payload);
            signature.setAlgorithmHeaderValue(algorithm);
            signature.setKeyIdHeaderValue(key.getKeyId());
            header.forEach(signature.getHeaders()::setObjectHeaderValue);
            signature.setKey(signer);
            signature.setDoKeyValidation(false);
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(String json) {
        return Base64Url.encode(json.getBytes(StandardCharsets.UTF_8));
    }
}
