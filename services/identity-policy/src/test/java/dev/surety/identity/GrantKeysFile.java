package dev.surety.identity;

import dev.surety.local.testing.RealPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A fresh file of one signing key, and an empty directory in a real PostgreSQL: what this service does not start without. */
public final class GrantKeysFile implements QuarkusTestResourceLifecycleManager {

    private String rule = "";
    private boolean names;

    /**
     * With {@code rule}, a rule of the policy in YAML, it stands in a copy of the demo contract; with {@code names}, names of people are taken out of events there.
     */
    @Override
    public void init(Map<String, String> arguments) {
        rule = arguments.getOrDefault("rule", rule);
        names = arguments.containsKey("names");
    }

    @Override
    public Map<String, String> start() {
        var postgres = new RealPostgres();
        postgres.init(Map.of("schema", "identity"));
        var configuration = new HashMap<>(postgres.start());
        configuration.putAll(Map.of("surety.grants.signing-keys", write().toString(), "surety.contract", contract()));
        return configuration;
    }

    @Override
    public void stop() {
        // A file in the temporary folder.
    }

    private String contract() {
        var demo = Path.of("../../deploy/contract.yaml");
        try {
            var written = Files.readString(demo);
            var changed = rule.isEmpty() ? written : written.replaceFirst("(?m)^  rules:$", "  rules:\n    - " + Matcher.quoteReplacement(rule));
            if (names) {
                changed = changed.replace("{ purpose: event, kinds: [", "{ purpose: event, kinds: [person, ");
            }
            return changed.equals(written) ? demo.toString() : Files.writeString(Files.createTempFile("contract", ".yaml"), changed).toString();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
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
