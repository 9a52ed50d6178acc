package dev.surety.identity.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The keys of a file, all checked.
 *
 * @param signing   the first one with a private part
 * @param published the public part of each, as JWK members
 * @param verifying the public key of each, by its id
 */
record KeySet(PublicJsonWebKey signing, List<Map<String, Object>> published, Map<String, PublicKey> verifying) {

    private static final String CURVE = "P-256";
    private static final int LARGEST_BYTES = 256 * 1024;

    KeySet {
        published = List.copyOf(published);
        verifying = Map.copyOf(verifying);
    }

    /** @throws RejectedKeys when the file can't be read or a key in it can't be used */
    static KeySet read(Path file) {
        var keys = parse(file).getJsonWebKeys().stream().map(key -> checked(file, key)).toList();
        var ids = new HashSet<String>();
        keys.stream().map(JsonWebKey::getKeyId).filter(id -> !ids.add(id)).findFirst().ifPresent(twice -> {
            throw rejected(file, "two keys have the id " + twice);
        });
        var signing = keys.stream()
                .filter(key -> key.getPrivateKey() != null)
                .findFirst()
                .orElseThrow(() -> rejected(file, "none of its " + keys.size() + " keys has a private part (d), so none can sign"));
        return new KeySet(
                signing,
                keys.stream().map(KeySet::publicPart).toList(),
                keys.stream().collect(Collectors.toMap(JsonWebKey::getKeyId, PublicJsonWebKey::getPublicKey)));
    }

    private static JsonWebKeySet parse(Path file) {
        try {
            if (Files.size(file) > LARGEST_BYTES) {
                throw rejected(file, "it has more than " + LARGEST_BYTES + " bytes");
            }
            return new JsonWebKeySet(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw rejected(file, "the file is missing or can't be read");
        } catch (JoseException | RuntimeException malformed) {
            if (malformed instanceof RejectedKeys ours) {
                throw ours;
            }
            // The library's message may quote the file, and the file holds private keys.
            throw rejected(file, "it is no JWK set (RFC 7517)");
        }
    }

    private static PublicJsonWebKey checked(Path file, JsonWebKey key) {
        if (!(key instanceof EllipticCurveJsonWebKey elliptic) || !CURVE.equals(elliptic.getCurveName())) {
            throw rejected(file, "a key is not of type EC with the curve " + CURVE);
        }
        if (key.getKeyId() == null || key.getKeyId().isBlank()) {
            throw rejected(file, "a key has no id (kid)");
        }
        return elliptic;
    }

    private static Map<String, Object> publicPart(PublicJsonWebKey key) {
        var members = key.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        members.keySet().retainAll(List.of("kty", "crv", "kid", "x", "y"));
        members.put("use", "sig");
        members.put("alg", "ES256");
        return members;
    }

    private static RejectedKeys rejected(Path file, String reason) {
        return new RejectedKeys("signing keys %s: %s; SURETY_GRANTS_SIGNING_KEYS names a JWK set with an EC %s private key"
                .formatted(file.toAbsolutePath(), reason, CURVE));
    }

    /** Ids only. */
    @Override
    public String toString() {
        return "KeySet[" + published.size() + " keys, " + signing.getKeyId() + " signs]";
    }
}
