package dev.surety.retrieval.fuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.retrieval.testing.Settings;
import io.smallrye.config.ConfigValidationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FusionConfigTest {

    @Test
    void defaults() {
        var config = Settings.read(FusionConfig.class, Map.of());

        assertEquals(List.of(FusionConfig.Method.WEIGHTED, 0.5, 60, 6), values(config));
    }

    @Test
    void everythingCanBeOverridden() {
        var config = Settings.read(
                FusionConfig.class,
                Map.of(
                        "surety.fusion.method", "rank",
                        "surety.fusion.vector-weight", "0.7",
                        "surety.fusion.rank-constant", "10",
                        "surety.fusion.per-document", "50"));

        assertEquals(List.of(FusionConfig.Method.RANK, 0.7, 10, 50), values(config));
    }

    @ParameterizedTest
    @CsvSource({"vector-weight, 1.01", "vector-weight, -0.01", "vector-weight, NaN", "rank-constant, 0", "per-document, 0", "per-document, 51"})
    void aValueOutOfBoundsStopsStartUp(String key, String value) {
        var properties = Map.of("surety.fusion." + key, value);

        var refusal = assertThrows(ConfigValidationException.class, () -> Settings.read(FusionConfig.class, properties));

        assertTrue(refusal.getMessage().contains("surety.fusion." + key), refusal.getMessage());
    }

    private static List<Object> values(FusionConfig config) {
        return List.of(config.method(), config.vectorWeight(), config.rankConstant(), config.perDocument());
    }
}
