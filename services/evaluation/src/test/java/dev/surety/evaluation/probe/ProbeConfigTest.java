package dev.surety.evaluation.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeConfigTest {

    @Test
    void defaults() {
        var config = read(Map.of());

        assertEquals(
                List.of(Optional.empty(), Optional.empty(), "surety-probe", "probe"),
                List.of(config.indexes(), config.clientSecret(), config.clientId(), config.service()));
        assertEquals(
                List.of(Duration.ofMinutes(5), Duration.ofMillis(250), Duration.ofMinutes(2), Duration.ofSeconds(5)),
                List.of(config.period(), config.pause(), config.warmUp(), config.timeout()));
        ProbeConfig.check(config);
    }

    @Test
    void everythingCanBeOverridden() {
        var config = read(Map.of(
                "surety.evaluation.probe.indexes", "kestrel,ledger",
                "surety.evaluation.probe.client-id", "watcher",
                "surety.evaluation.probe.client-secret", "s",
                "surety.evaluation.probe.service", "watcher",
                "surety.evaluation.probe.period", "1m",
                "surety.evaluation.probe.pause", "1s",
                "surety.evaluation.probe.warm-up", "30s",
                "surety.evaluation.probe.timeout", "1s"));

        assertEquals(
                List.of(Optional.of(List.of("kestrel", "ledger")), Optional.of("s"), "watcher", "watcher"),
                List.of(config.indexes(), config.clientSecret(), config.clientId(), config.service()));
        assertEquals(
                List.of(Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(1)),
                List.of(config.period(), config.pause(), config.warmUp(), config.timeout()));
    }

    @ParameterizedTest
    @CsvSource({
        "period, 9s, PT9S, PT10S to PT24H",
        "pause, 6s, PT6S, PT0.01S to PT5S",
        "warm-up, 0s, PT0S, PT1S to PT10M",
        "timeout, 2m, PT2M, PT0.1S to PT1M"
    })
    void whatIsOutOfItsBoundsStopsStartUp(String key, String value, String read, String bounds) {
        var config = read(Map.of("surety.evaluation.probe." + key, value));

        var refusal = assertThrows(IllegalArgumentException.class, () -> ProbeConfig.check(config));

        assertEquals("surety.evaluation.probe.%s is %s, it must be %s".formatted(key, read, bounds), refusal.getMessage());
    }

    static ProbeConfig read(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(ProbeConfig.class)
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(properties, "test", 500))
                .build()
                .getConfigMapping(ProbeConfig.class);
    }
}
