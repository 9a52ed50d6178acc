package dev.surety.identity.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.spec.ECParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeysTest {

    @TempDir
    Path folder;

    private Path file;
    private final SettableClock clock = new SettableClock();

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("grant-keys.json");
    }

    @Test
    void theFirstPrivateKeySignsAndAllArePublished() throws Exception {
        write(publicOnly(key("old")), full(key("current")), full(key("next")));

        var keys = keys();

        assertEquals("current", keys.signing().getKeyId());
        assertEquals(List.of("old", "current", "next"), keys.published().stream().map(key -> key.get("kid")).toList());
    }

    @Test
    void nothingPrivateIsPublished() throws Exception {
        write(full(key("current")));

        var published = keys().published().getFirst();

        assertEquals(List.of("alg", "crv", "kid", "kty", "use", "x", "y"), published.keySet().stream().sorted().toList());
    }

    @Test
    void aChangedFileIsReadAtTheNextCheck() throws Exception {
        write(full(key("one")));
        var keys = keys();
        write(full(key("two")));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));

        assertEquals("one", keys.signing().getKeyId());
        clock.forward(Duration.ofSeconds(30));

        assertEquals("two", keys.signing().getKeyId());
    }

    @Test
    void aChangeThatCannotBeUsedLeavesTheOldKeysInUse() throws Exception {
        write(full(key("one")));
        var keys = keys();

        Files.writeString(file, "{\"keys\": [");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
        clock.forward(Duration.ofSeconds(30));
        assertEquals("one", keys.signing().getKeyId());

        Files.delete(file);
        clock.forward(Duration.ofSeconds(30));
        assertEquals("one", keys.signing().getKeyId());
    }

    @Test
    void aMissingFileStopsStartUpWithOneLineThatNamesIt() {
        var refusal = assertThrows(RejectedKeys.class, this::keys);

        assertEquals(
                "signing keys " + file.toAbsolutePath()
                        + ": the file is missing or can't be read; SURETY_GRANTS_SIGNING_KEYS names a JWK set with an EC P-256 private key",
                refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "{}", "{\"keys\": 7}", "{\"keys\": [{\"kty\": \"EC\", \"d\": \"secret-part\"}]}", "{\"keys\": []}"})
    void whatIsNoUsableSetStopsStartUpWithoutShowingTheFile(String content) throws IOException {
        Files.writeString(file, content);

        var refusal = assertThrows(RejectedKeys.class, this::keys);

        assertEquals(1, refusal.getMessage().lines().count());
        assertFalse(refusal.getMessage().contains("secret-part"));
    }

    @Test
    void keysOfAnotherCurveOrTypeStopStartUp() throws Exception {
        write(full(key("other", EllipticCurves.P384)));
        assertTrue(assertThrows(RejectedKeys.class, this::keys).getMessage().contains("not of type EC with the curve P-256"));

        var rsa = RsaJwkGenerator.generateJwk(2048);
        rsa.setKeyId("rsa");
        write(full(rsa));
        assertTrue(assertThrows(RejectedKeys.class, this::keys).getMessage().contains("not of type EC with the curve P-256"));
    }

    @Test
    void onlyPublicKeysCannotSign() throws Exception {
        write(publicOnly(key("old")));

        assertTrue(assertThrows(RejectedKeys.class, this::keys).getMessage().contains("none of its 1 keys has a private part"));
    }

    @Test
    void keysWithoutIdOrWithTheSameIdStopStartUp() throws Exception {
        write(full(EcJwkGenerator.generateJwk(EllipticCurves.P256)));
        assertTrue(assertThrows(RejectedKeys.class, this::keys).getMessage().contains("no id"));

        write(full(key("same")), full(key("same")));
        assertTrue(assertThrows(RejectedKeys.class, this::keys).getMessage().contains("two keys have the id same"));
    }

    private SigningKeys keys() {
        return new SigningKeys(
                new KeyConfig() {
                    @Override
                    public Path signingKeys() {
                        return file;
                    }

                    @Override
                    public Duration keyCheck() {
                        return Duration.ofSeconds(30);
                    }
                },
                clock);
    }

    private void write(String... keys) throws IOException {
        Files.writeString(file, Stream.of(keys).collect(Collectors.joining(",", "{\"keys\": [", "]}")));
    }

    private static JsonWebKey key(String id) throws JoseException {
        return key(id, EllipticCurves.P256);
    }

    private static JsonWebKey key(String id, ECParameterSpec curve) throws JoseException {
        var key = EcJwkGenerator.generateJwk(curve);
        key.setKeyId(id);
        return key;
    }

    private static String full(JsonWebKey key) {
        return key.toJson(OutputControlLevel.INCLUDE_PRIVATE);
    }

    private static String publicOnly(JsonWebKey key) {
        return key.toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private static final class SettableClock extends Clock {

        private Instant now = Instant.parse("2026-11-24T08:00:00Z");

        void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("tests need one zone");
        }
    }
}
