package dev.surety.evaluation.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionConfigTest {

    @Test
    void defaults() {
        var config = read(Map.of());

        assertEquals(Duration.ofMillis(200), config.firstPause());
        assertEquals(Duration.ofSeconds(10), config.longestPause());
    }

    @Test
    void everythingCanBeOverridden() {
        var config = read(Map.of("surety.evaluation.decisions.first-pause", "1s", "surety.evaluation.decisions.longest-pause", "1m"));

        assertEquals(Duration.ofSeconds(1), config.firstPause());
        assertEquals(Duration.ofMinutes(1), config.longestPause());
    }

    @Test
    void pausesThatShrinkStopStartUp() {
        var config = read(Map.of("surety.evaluation.decisions.first-pause", "11s"));

        var refusal = assertThrows(IllegalArgumentException.class, () -> new DecisionPatience(config, new SimpleMeterRegistry()));

        assertEquals(
                "surety.evaluation.decisions: first-pause is PT11S, longest-pause PT10S; the first is more than nothing and the longest at least the first",
                refusal.getMessage());
    }

    private static DecisionConfig read(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(DecisionConfig.class)
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(properties, "test", 500))
                .build()
                .getConfigMapping(DecisionConfig.class);
    }
}
