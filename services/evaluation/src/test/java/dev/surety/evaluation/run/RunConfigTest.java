package dev.surety.evaluation.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunConfigTest {

    @Test
    void defaults() {
        var config = read(Map.of());

        assertEquals(2, config.concurrency());
        assertEquals(4, config.mostRunning());
        assertEquals(Duration.ofSeconds(10), config.eventRetry());
    }

    @Test
    void everythingCanBeOverridden() {
        var config = read(Map.of(
                "surety.evaluation.runs.concurrency", "8", "surety.evaluation.runs.most-running", "1", "surety.evaluation.runs.event-retry", "3s"));

        assertEquals(8, config.concurrency());
        assertEquals(1, config.mostRunning());
        assertEquals(Duration.ofSeconds(3), config.eventRetry());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65"})
    void concurrencyOutOfBoundsStopsStartUp(String number) {
        var config = read(Map.of("surety.evaluation.runs.concurrency", number));

        var refusal = assertThrows(IllegalArgumentException.class, () -> new CasesAtOnce(config));

        assertEquals("surety.evaluation.runs.concurrency is " + number + ", it must be 1 to 64", refusal.getMessage());
    }

    @Test
    void otherValuesOutOfBoundsStopStartUp() {
        var noRun = read(Map.of("surety.evaluation.runs.most-running", "0"));
        var noPause = read(Map.of("surety.evaluation.runs.event-retry", "10ms"));

        assertEquals(
                "surety.evaluation.runs.most-running is 0, it must be at least 1",
                assertThrows(IllegalArgumentException.class, () -> new Runs(null, null, null, null, null, noRun)).getMessage());
        assertEquals(
                "surety.evaluation.runs.event-retry is PT0.01S, it must be at least PT1S",
                assertThrows(IllegalArgumentException.class, () -> new RunEvents(null, null, noPause)).getMessage());
    }

    private static RunConfig read(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(RunConfig.class)
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(properties, "test", 500))
                .build()
                .getConfigMapping(RunConfig.class);
    }
}
