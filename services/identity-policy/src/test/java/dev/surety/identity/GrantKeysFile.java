package dev.surety.identity;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A fresh file of one signing key. */
public final class GrantKeysFile implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of("surety.grants.signing-keys", write().toString(), "surety.contract", "../../deploy/contract.yaml");
    }

    @Override
    public void stop() {
        // A file in the temporary folder.
    }

    private static Path write() {
        try {
            var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId("grants-1");
            return Files.writeString(
                    Files.createTempFile("grant-keys", ".json"),
                    "{\"keys\": [" + key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE) + "]}");
        } catch (IOException | JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
