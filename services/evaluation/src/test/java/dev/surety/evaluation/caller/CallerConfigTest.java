package dev.surety.evaluation.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallerConfigTest {

    @Test
    void defaults() {
        assertEquals(Duration.ofSeconds(2), read(Map.of()).timeout());
    }

    @Test
    void everythingCanBeOverridden() {
        assertEquals(Duration.ofMillis(500), read(Map.of("surety.evaluation.callers.timeout", "500ms")).timeout());
    }

    @Test
    void noTimeAtAllStopsStartUp() {
        var config = read(Map.of("surety.evaluation.callers.timeout", "0s"));

        var refusal = assertThrows(IllegalArgumentException.class, () -> new Callers(null, config));

        assertEquals("surety.evaluation.callers.timeout is PT0S, it must be more than nothing", refusal.getMessage());
    }

    private static CallerConfig read(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(CallerConfig.class)
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(properties, "test", 500))
                .build()
                .getConfigMapping(CallerConfig.class);
    }
}
