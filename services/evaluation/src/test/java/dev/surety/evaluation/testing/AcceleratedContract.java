package dev.surety.evaluation.testing;

import dev.surety.testing.TouchyContract;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The company's contract with burn windows of seconds, and a service that looks often. */
public final class AcceleratedContract implements QuarkusTestProfile {

    private static final Path FILE = Path.of("target", "accelerated-contract.yaml");
    private static final Map<String, String> FASTER = Map.of(
            "{ shorter: 5m, longer: 1h,", "{ shorter: 2s, longer: 6s,",
            "{ shorter: 30m, longer: 6h,", "{ shorter: 4s, longer: 12s,",
            "{ shorter: 2h, longer: 1d,", "{ shorter: 6s, longer: 20s,",
            "{ shorter: 6h, longer: 3d,", "{ shorter: 8s, longer: 30s,",
            "recovery: 10m", "recovery: 3s",
            "silence: 2m", "silence: 4s");

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            var contract = TouchyContract.text();
            for (var change : FASTER.entrySet()) {
                if (!contract.contains(change.getKey())) {
                    throw new IllegalStateException("the company's contract has no '" + change.getKey() + "'");
                }
                contract = contract.replace(change.getKey(), change.getValue());
            }
            Files.writeString(FILE, contract);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Map.of(
                "surety.contract", FILE.toString(),
                "surety.slo.ledger.pause", "200ms",
                "surety.slo.ledger.first-pause", "20ms",
                "surety.slo.ledger.longest-pause", "200ms",
                "surety.burn-check", "100ms");
    }
}
