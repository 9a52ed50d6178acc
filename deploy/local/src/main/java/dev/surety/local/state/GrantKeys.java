package dev.surety.local.state;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The private key that signs grants, as a JWK set with one EC P-256 key for ES256. Made once a state. */
public final class GrantKeys {

    private static final int COORDINATE_BYTES = 32;

    private GrantKeys() {}

    /** @return the file, made when it was not there */
    public static Path of(StateFolder state) throws IOException {
        Path file = state.grantKeys();
        if (!Files.exists(file)) {
            OwnerOnly.write(file, new ObjectMapper().writeValueAsString(Map.of("keys", List.of(newKey()))));
        }
        return file;
    }

    private static Map<String, String> newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            var point = ((ECPublicKey) pair.getPublic()).getW();
            byte[] id = new byte[9];
            new SecureRandom().nextBytes(id);

            var key = new LinkedHashMap<String, String>();
            key.put("kty", "EC");
            key.put("crv", "P-256");
            key.put("use", "sig");
            key.put("alg", "ES256");
            key.put("kid", Base64.getUrlEncoder().withoutPadding().encodeToString(id));
            key.put("x", coordinate(point.getAffineX()));
            key.put("y", coordinate(point.getAffineY()));
            key.put("d", coordinate(((ECPrivateKey) pair.getPrivate()).getS()));
            return key;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this JDK has no EC P-256 keys", impossible);
        }
    }

    /** Big-endian, exactly 32 bytes, as RFC 7518 (6.2.1.2) asks; BigInteger gives a sign byte more or leading zeros less. */
    private static String coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] exact = new byte[COORDINATE_BYTES];
        int taken = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(Arrays.copyOfRange(bytes, bytes.length - taken, bytes.length), 0, exact, COORDINATE_BYTES - taken, taken);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(exact);
    }
}
