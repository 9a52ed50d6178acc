package dev.surety.retrieval.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.retrieval.testing.Settings;
import io.smallrye.config.ConfigValidationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineConfigTest {

    @Test
    void defaults() {
        assertEquals(50, Settings.read(EngineConfig.class, Map.of()).candidates());
    }

    @Test
    void everythingCanBeOverridden() {
        assertEquals(500, Settings.read(EngineConfig.class, Map.of("surety.engine.candidates", "500")).candidates());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "501"})
    void aValueOutOfBoundsStopsStartUp(String candidates) {
        var properties = Map.of("surety.engine.candidates", candidates);

        var refusal = assertThrows(ConfigValidationException.class, () -> Settings.read(EngineConfig.class, properties));

        assertTrue(refusal.getMessage().contains("surety.engine.candidates"), refusal.getMessage());
    }
}
