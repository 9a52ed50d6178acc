package dev.surety.evaluation.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsumerConfigTest {

    @Test
    void defaults() {
        var config = read(Map.of());

        assertEquals(Duration.ofMillis(200), config.firstPause());
        assertEquals(Duration.ofSeconds(10), config.longestPause());
    }

    @Test
    void everythingCanBeOverridden() {
        var config = read(Map.of("surety.evaluation.records.first-pause", "1s", "surety.evaluation.records.longest-pause", "1m"));

        assertEquals(Duration.ofSeconds(1), config.firstPause());
        assertEquals(Duration.ofMinutes(1), config.longestPause());
    }

    @Test
    void pausesThatShrinkStopStartUp() {
        var config = read(Map.of("surety.evaluation.records.first-pause", "11s"));

        var refusal = assertThrows(IllegalArgumentException.class, () -> new RecordPatience(config, new SimpleMeterRegistry()));

        assertEquals(
                "surety.evaluation.records: first-pause is PT11S, longest-pause PT10S; the first is more than nothing and the longest at least the first",
                refusal.getMessage());
    }

    private static ConsumerConfig read(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(ConsumerConfig.class)
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(properties, "test", 500))
                .build()
                .getConfigMapping(ConsumerConfig.class);
    }
}
