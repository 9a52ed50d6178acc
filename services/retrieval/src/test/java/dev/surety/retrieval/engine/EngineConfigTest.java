package dev.surety.retrieval.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.retrieval.testing.Settings;
import io.smallrye.config.ConfigValidationException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineConfigTest {

    @Test
    void defaults() {
        var config = Settings.read(EngineConfig.class, Map.of());

        assertEquals(50, config.candidates());
        assertEquals(Duration.ofSeconds(1), config.indexNamesLast());
    }

    @Test
    void everythingCanBeOverridden() {
        var config = Settings.read(EngineConfig.class, Map.of("surety.engine.candidates", "500", "surety.engine.index-names-last", "0s"));

        assertEquals(500, config.candidates());
        assertEquals(Duration.ZERO, config.indexNamesLast());
    }

    @ParameterizedTest
    @CsvSource({"candidates, 0", "candidates, 501", "index-names-last, -1s", "index-names-last, 61s"})
    void aValueOutOfBoundsStopsStartUp(String key, String value) {
        var properties = Map.of("surety.engine." + key, value);

        var refusal = assertThrows(ConfigValidationException.class, () -> Settings.read(EngineConfig.class, properties));

        assertTrue(refusal.getMessage().contains("surety.engine." + key), refusal.getMessage());
    }
}
