package dev.surety.retrieval.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.retrieval.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingConfigTest {

    @Test
    void defaults() {
        var config = Settings.read(EmbeddingConfig.class, Map.of());

        assertEquals(
                List.of(
                        OnboardModel.BGE_SMALL, 0, 2_000, 32_000, Duration.ofSeconds(60), 10_000, Optional.empty(), Optional.empty(), Optional.empty()),
                values(config));
    }

    @Test
    void everythingCanBeOverridden() {
        var config = Settings.read(
                EmbeddingConfig.class,
                Map.of(
                        "surety.embedding.model", "mini-lm",
                        "surety.embedding.workers", "3",
                        "surety.embedding.queue", "10",
                        "surety.embedding.longest-text", "4000",
                        "surety.embedding.timeout", "5s",
                        "surety.embedding.remembered-queries", "0",
                        "surety.embedding.endpoint.base-url", "https://models.example/v1",
                        "surety.embedding.endpoint.api-key", "secret",
                        "surety.embedding.endpoint.model", "large"));

        assertEquals(
                List.of(
                        OnboardModel.MINI_LM,
                        3,
                        10,
                        4_000,
                        Duration.ofSeconds(5),
                        0,
                        Optional.of("https://models.example/v1"),
                        Optional.of("secret"),
                        Optional.of("large")),
                values(config));
    }

    @ParameterizedTest
    @CsvSource({"workers, -1", "workers, 257", "queue, 0", "longest-text, 3999", "timeout, 0s", "remembered-queries, -1", "model, gpt-5"})
    void aValueOutOfBoundsStopsStartUp(String key, String value) {
        var properties = Map.of("surety.embedding." + key, value);

        var refusal = assertThrows(RuntimeException.class, () -> Settings.read(EmbeddingConfig.class, properties));

        assertTrue(refusal.getMessage().contains("surety.embedding." + key), refusal.getMessage());
    }

    @Test
    void anEndpointWithoutAModelStopsStartUp() {
        var config = Settings.read(EmbeddingConfig.class, Map.of("surety.embedding.endpoint.base-url", "https://models.example/v1"));

        var refusal = assertThrows(IllegalStateException.class, () -> new Embeddings(config, new SimpleMeterRegistry(), null));

        assertEquals(
                "surety.embedding.endpoint.base-url is set, surety.embedding.endpoint.model is not: name the model", refusal.getMessage());
    }

    private static List<Object> values(EmbeddingConfig config) {
        return List.of(
                config.model(),
                config.workers(),
                config.queue(),
                config.longestText(),
                config.timeout(),
                config.rememberedQueries(),
                config.endpoint().baseUrl(),
                config.endpoint().apiKey(),
                config.endpoint().model());
    }
}
