package dev.surety.grant;

import static dev.surety.grant.GrantBuilder.aGrant;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrantCodecTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final PublicJsonWebKey KEY = key("grants-1");

    private final Grant grant = aGrant().tagged("user:olive", "group:staff").clearedTo(2).until(NOW.plusSeconds(60)).build();

    @Test
    void whatWasSignedIsRead() {
        var text = GrantCodec.sign(grant, KEY, NOW);

        var read = WholeGrant.read(text, publicKey(), at(NOW), "retrieval");

        assertEquals(grant, read);
        assertEquals("grants-1", GrantCodec.keyId(text));
        assertEquals("{\"kid\":\"grants-1\",\"alg\":\"ES256\",\"typ\":\"surety-grant+jwt\"}", decoded(text.split("\\.")[0]));
    }

    @ParameterizedTest
    @CsvSource({"59, true", "64, true", "66, false", "3600, false", "-4, true", "-6, false"})
    void holdsForItsLifeAndFiveSecondsOfDifferingClocks(int secondsLater, boolean holds) {
        var text = GrantCodec.sign(grant, KEY, NOW);

        var clock = at(NOW.plusSeconds(secondsLater));

        if (holds) {
            assertEquals(grant, WholeGrant.read(text, publicKey(), clock, "retrieval"));
        } else {
            assertRefused(text, publicKey(), clock);
        }
    }

    @Test
    void expiredIsSaid() {
        var text = GrantCodec.sign(grant, KEY, NOW);

        var refused = assertThrows(RefusedGrant.class, () -> WholeGrant.read(text, publicKey(), at(NOW.plusSeconds(120)), "retrieval"));

        assertEquals("expired", refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3_540, 3_599})
    void madeForAnHourHoldsAtNoTime(int secondsLater) {
        var text = GrantCodec.sign(aGrant().until(NOW.plus(Duration.ofHours(1))).build(), KEY, NOW);

        assertRefused(text, publicKey(), at(NOW.plusSeconds(secondsLater)));
    }

    /** Each is properly signed by the right key: it is the claims that don't do. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iss       | \"somebody-else\"",
                "iss       | absent",
                "iss       | 5",
                "aud       | \"another-product\"",
                "aud       | absent",
                "aud       | [[]]",
                "sub       | absent",
                "sub       | {}",
                "jti       | absent",
                "iat       | absent",
                "iat       | \"today\"",
                "exp       | absent",
                "exp       | \"never\"",
                "exp       | 9223372036854775807",
                "exp       | 99999999999999999999999999",
                "tenant    | absent",
                "tenant    | 7",
                "tags      | absent",
                "tags      | \"group:staff\"",
                "tags      | [null]",
                "tags      | [1]",
                "clearance | absent",
                "clearance | \"2\"",
                "clearance | 2.5",
                "clearance | -1",
                "clearance | 4294967296",
                "clearance | 99999999999999999999999999",
                "epoch     | absent",
                "epoch     | \"1\"",
                "epoch     | 1.5",
                "epoch     | -1",
                "epoch     | 99999999999999999999999999",
                "actor     | 5",
                "actor     | []",
                "aud       | \"surety\"",
                "aud       | \"ingestion\"",
                "aud       | [\"ingestion\", \"evaluation\"]",
                "aud       | \"Retrieval\"",
                "aud       | []",
                "nbf       | 4000000000",
            })
    void aClaimThatIsMissingOrWrongIsRefused(String claim, String json) {
        var text = signed(claim, json);

        assertRefused(text, publicKey(), at(NOW));
    }

    @Test
    void whoActsForTheSubjectIsRead() {
        var acted = aGrant().actedFor("evaluation").ofEpoch(7).until(NOW.plusSeconds(60)).build();

        var read = WholeGrant.read(GrantCodec.sign(acted, KEY, NOW), publicKey(), at(NOW), "retrieval");

        assertEquals(List.of(7L, "evaluation"), List.of(read.epoch(), read.actingService().orElseThrow()));
    }

    @Test
    void everyServiceOfTheAudienceMayReadItAndNoOther() {
        var text = GrantCodec.sign(aGrant().forServices("retrieval", "inference").until(NOW.plusSeconds(60)).build(), KEY, NOW);

        assertEquals("olive", WholeGrant.read(text, publicKey(), at(NOW), "inference").subject());
        assertEquals("olive", WholeGrant.read(text, publicKey(), at(NOW), "retrieval").subject());
        assertThrows(RefusedGrant.class, () -> WholeGrant.read(text, publicKey(), at(NOW), "ingestion"));
    }

    @Test
    void aShortGrantIsWholeAgainWithItsTagsAndWithNoOthers() {
        var text = GrantCodec.signAbridged(grant, KEY, NOW);

        var abridged = (Vouched.Abridged) GrantCodec.read(text, publicKey(), at(NOW), "retrieval");

        assertEquals(grant, abridged.with(Tags.of(grant.tags())));
        assertThrows(RefusedGrant.class, () -> abridged.with(Tags.of(List.of())));
        assertThrows(RefusedGrant.class, () -> abridged.with(Tags.of(List.of("user:olive", "group:board"))));
        assertRefused(text, publicKey(), at(NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"ab\"", "7", "[]", "\"gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg\""})
    void aDigestBesideTheTagsOrInsteadOfOneIsRefused(String digest) {
        var both = jws("ES256", KEY.getPrivateKey(), decoded(GrantCodec.sign(grant, KEY, NOW).split("\\.")[1])
                .replaceFirst("\\{", "{\"tagsDigest\":\"" + "0".repeat(64) + "\",\"tagCount\":0,"));
        var wrong = jws("ES256", KEY.getPrivateKey(), decoded(GrantCodec.signAbridged(grant, KEY, NOW).split("\\.")[1])
                .replaceFirst("\"tagsDigest\":\"\\w+\"", "\"tagsDigest\":" + digest));

        assertThrows(RefusedGrant.class, () -> GrantCodec.read(both, publicKey(), at(NOW), "retrieval"));
        assertThrows(RefusedGrant.class, () -> GrantCodec.read(wrong, publicKey(), at(NOW), "retrieval"));
    }

    @Test
    void anotherKeyDoesNotVerify() {
        var text = GrantCodec.sign(grant, key("grants-1"), NOW);

        assertRefused(text, publicKey(), at(NOW));
    }

    @Test
    void withoutSignatureIsRefused() throws JoseException {
        var unsigned = new JsonWebSignature();
        unsigned.setPayload(decoded(GrantCodec.sign(grant, KEY, NOW).split("\\.")[1]));
        unsigned.setAlgorithmConstraints(AlgorithmConstraints.ALLOW_ONLY_NONE);
        unsigned.setAlgorithmHeaderValue("none");
        unsigned.setKeyIdHeaderValue("grants-1");

        var text = unsigned.getCompactSerialization();

        assertRefused(text, publicKey(), at(NOW));
    }

    @Test
    void publicKeyIsNoSecretToSignWith() {
        var forged = jws("HS256", new HmacKey(KEY.getPublicKey().getEncoded()));

        assertRefused(forged, publicKey(), at(NOW));
    }

    @Test
    void otherAlgorithmsAreRefusedEvenWithTheirOwnKey() throws JoseException {
        var rsa = RsaJwkGenerator.generateJwk(2048);
        var p384 = EcJwkGenerator.generateJwk(EllipticCurves.P384);

        assertRefused(jws("RS256", rsa.getPrivateKey()), rsa.getPublicKey(), at(NOW));
        assertRefused(jws("ES384", p384.getPrivateKey()), p384.getPublicKey(), at(NOW));
    }

    @Test
    void encryptedIsRefused() throws JoseException {
        var encrypted = new JsonWebEncryption();
        encrypted.setPayload("{}");
        encrypted.setAlgorithmHeaderValue("ECDH-ES");
        encrypted.setEncryptionMethodHeaderParameter("A128CBC-HS256");
        encrypted.setKey(KEY.getPublicKey());

        var text = encrypted.getCompactSerialization();

        assertRefused(text, publicKey(), at(NOW));
    }

    @Test
    void keyThatCannotSignIsOurFault() throws JoseException {
        var rsa = RsaJwkGenerator.generateJwk(2048);

        assertThrows(IllegalStateException.class, () -> GrantCodec.sign(grant, rsa, NOW));
    }

    @Property
    void anyGrantIsReadAsItWasSigned(@ForAll("grants") Grant any) {
        var text = GrantCodec.sign(any, KEY, NOW);

        assertEquals(any, WholeGrant.read(text, publicKey(), at(NOW), "retrieval"));
    }

    @Property
    void anyOtherByteIsRefused(@ForAll @IntRange(max = 100_000) int place, @ForAll @IntRange(min = 1, max = 255) int change) {
        var parts = GrantCodec.sign(grant, KEY, NOW).split("\\.");
        var part = place % parts.length;
        var bytes = Base64.getUrlDecoder().decode(parts[part]);
        bytes[place % bytes.length] ^= (byte) change;
        parts[part] = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

        assertRefused(String.join(".", parts), publicKey(), at(NOW));
    }

    @Property
    void malformedInputIsRefusedAndNothingElse(@ForAll("malformed") String text) {
        assertRefused(text, publicKey(), at(NOW));
        assertKeyIdOrRefused(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "[]",
                "{\"kid\":1}",
                "{\"kid\":[]}",
                "{\"kid\":null}",
                "{\"kid\":\"a\",\"kid\":\"b\"}",
                "{\"alg\":1,\"kid\":\"a\"}",
                "{\"alg\":\"ES256\",\"kid\":\"a\",\"crit\":1}",
                "{\"alg\":\"ES256\",\"kid\":\"a\",\"b64\":false,\"crit\":[\"b64\"]}",
                "{\"alg\":\"ES256\",\"kid\":\"a\",\"jwk\":{}}",
                "{\"alg\":\"ES256\",\"kid\":\"a\",\"cty\":\"JWT\"}",
                "{\"alg\":\"ES256\",\"kid\":\"a\",\"typ\":{}}"
            })
    void anOddHeaderIsRefusedAndNothingElse(String header) {
        var parts = GrantCodec.sign(grant, KEY, NOW).split("\\.");
        var text = encoded(header) + "." + parts[1] + "." + parts[2];

        assertRefused(text, publicKey(), at(NOW));
        assertKeyIdOrRefused(text);
    }

    @Provide
    Arbitrary<Grant> grants() {
        var words = Arbitraries.strings().all().ofMinLength(1).ofMaxLength(12).filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
        return Combinators.combine(
                        words, words, words, words.set().ofMaxSize(8), Arbitraries.integers().greaterOrEqual(0), Arbitraries.integers().between(1, 60))
                .as((id, subject, tenant, tags, clearance, seconds) ->
                        new Grant(id, subject, tenant, tags, clearance, NOW.plusSeconds(seconds), Set.of("retrieval", id), seconds, subject));
    }

    @Provide
    Arbitrary<String> malformed() {
        var json = Arbitraries.of("{}", "null", "[]", "\"\"", "1", "{\"alg\":\"ES256\",\"kid\":\"grants-1\"}", "{\"alg\":\"none\"}", "{\"kid\":{}}", "{", "");
        var part = Arbitraries.oneOf(json.map(GrantCodecTest::encoded), Arbitraries.strings().all().ofMaxLength(20), Arbitraries.strings().alpha().ofMaxLength(20));
        return Arbitraries.oneOf(part.list().ofMaxSize(6).map(parts -> String.join(".", parts)), Arbitraries.strings().all().ofMaxLength(100));
    }

    private static void assertRefused(String text, PublicKey key, Clock clock) {
        var refused = assertThrows(RefusedGrant.class, () -> WholeGrant.read(text, key, clock, "retrieval"));
        // The message goes to whoever sent the text, and to the log.
        assertFalse(refused.getMessage().contains("olive"), refused.getMessage());
    }

    private static void assertKeyIdOrRefused(String text) {
        try {
            assertTrue(GrantCodec.keyId(text).length() <= text.length());
        } catch (RefusedGrant refused) {
            assertTrue(List.of("not a JWS", "no key id").contains(refused.getMessage()), refused.getMessage());
        }
    }

    /** The claims of a good grant, one of them replaced by any JSON or absent, signed as they should be. */
    private String signed(String claim, String json) {
        var payload = decoded(GrantCodec.sign(grant, KEY, NOW).split("\\.")[1]);
        var others = Arrays.stream(payload.substring(1, payload.length() - 1).split(",(?=\"(iss|aud|sub|jti|iat|exp|tenant|tags|clearance|epoch|actor)\":)"))
                .filter(member -> !member.startsWith("\"" + claim + "\":"));
        var added = json.equals("absent") ? Stream.<String>empty() : Stream.of("\"" + claim + "\":" + json);
        return jws("ES256", KEY.getPrivateKey(), "{" + Stream.concat(others, added).collect(Collectors.joining(",")) + "}");
    }

    private String jws(String algorithm, Key key) {
        return jws(algorithm, key, decoded(GrantCodec.sign(grant, KEY, NOW).split("\\.")[1]));
    }

    private static String jws(String algorithm, Key key, String payload) {
        try {
            var signature = new JsonWebSignature();
            signature.setPayload(payload);
            signature.setAlgorithmHeaderValue(algorithm);
            signature.setKeyIdHeaderValue("grants-1");
            signature.setKey(key);
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static PublicKey publicKey() {
        return KEY.getPublicKey();
    }

    private static PublicJsonWebKey key(String id) {
        try {
            var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(id);
            return key;
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Clock at(Instant moment) {
        return Clock.fixed(moment, ZoneOffset.UTC);
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
