package dev.surety.evaluation.slo;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surety.contract.ContractFile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerConfigTest {

    @Test
    void defaults() {
        var config = read(Map.of());

        assertEquals(
                List.of(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofDays(1), Duration.ofMillis(200), Duration.ofSeconds(10)),
                List.of(config.pause(), config.skew(), config.slack(), config.firstPause(), config.longestPause()));
        assertDoesNotThrow(() -> LedgerConfig.check(config));
    }

    @Test
    void everythingCanBeOverridden() {
        var config = read(Map.of(
                "surety.slo.ledger.pause", "100ms",
                "surety.slo.ledger.skew", "1m",
                "surety.slo.ledger.slack", "2h",
                "surety.slo.ledger.first-pause", "1s",
                "surety.slo.ledger.longest-pause", "1m"));

        assertEquals(
                List.of(Duration.ofMillis(100), Duration.ofMinutes(1), Duration.ofHours(2), Duration.ofSeconds(1), Duration.ofMinutes(1)),
                List.of(config.pause(), config.skew(), config.slack(), config.firstPause(), config.longestPause()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pause | 99ms | surety.slo.ledger.pause is PT0.099S, it must be 100ms to 60s",
                "pause | 61s  | surety.slo.ledger.pause is PT1M1S, it must be 100ms to 60s",
                "skew  | PT-1S  | surety.slo.ledger.skew is PT-1S, it must be at least nothing",
                "slack | 59s  | surety.slo.ledger.slack is PT59S, it must be at least 1m",
            })
    void valueOutOfItsBoundsStopsStartUp(String key, String value, String message) {
        var config = read(Map.of("surety.slo.ledger." + key, value));

        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> LedgerConfig.check(config)).getMessage());
    }

    @Test
    void pausesThatShrinkStopStartUp() {
        var config = read(Map.of("surety.slo.ledger.first-pause", "11s"));

        assertThrows(IllegalArgumentException.class, () -> new LedgerPatience(config, new SimpleMeterRegistry()));
    }

    @Test
    void countsAreKeptForTheLongestBurnWindowAndTheSlack() {
        var contract = ContractFile.read(Path.of("../../deploy/contract.yaml")).contract();

        assertEquals(Duration.ofDays(4), read(Map.of()).keep(contract));
    }

    private static LedgerConfig read(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(LedgerConfig.class)
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(properties, "test", 500))
                .build()
                .getConfigMapping(LedgerConfig.class);
    }
}
