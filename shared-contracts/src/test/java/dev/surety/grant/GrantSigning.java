package dev.surety.grant;

import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Keys that grants of tests are signed with. */
public final class GrantSigning {

    /** Of {@link #key}. */
    public static final String KEY_ID = "grants-1";

    private static final String KEY = "surety.testing.grants.key";

    private GrantSigning() {}

    /** The key of identity-policy in this JVM. It lies in a system property: Quarkus loads this class more than once. */
    public static PublicJsonWebKey key() {
        synchronized (System.class) {
            try {
                if (System.getProperty(KEY) == null) {
                    System.setProperty(KEY, newKey(KEY_ID).toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
                }
                return PublicJsonWebKey.Factory.newPublicJwk(System.getProperty(KEY));
            } catch (JoseException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** A key that nobody has seen before, under any id. */
    public static PublicJsonWebKey newKey(String id) {
        try {
            var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(id);
            return key;
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
