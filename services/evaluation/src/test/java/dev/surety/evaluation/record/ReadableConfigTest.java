package dev.surety.evaluation.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadableConfigTest {

    @Test
    void defaults() {
        assertEquals(Duration.ofSeconds(2), read(Map.of()).timeout());
    }

    @Test
    void everythingCanBeOverridden() {
        assertEquals(Duration.ofMillis(500), read(Map.of("surety.evaluation.readable.timeout", "500ms")).timeout());
    }

    @Test
    void noTimeAtAllStopsStartUp() {
        var config = read(Map.of("surety.evaluation.readable.timeout", "0s"));

        var refusal = assertThrows(IllegalArgumentException.class, () -> new Readable(null, config));

        assertEquals("surety.evaluation.readable.timeout is PT0S, it must be at least 1ms", refusal.getMessage());
    }

    private static ReadableConfig read(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(ReadableConfig.class)
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(properties, "test", 500))
                .build()
                .getConfigMapping(ReadableConfig.class);
    }
}
