package dev.surety.identity.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesConfigTest {

    @Test
    void defaults() {
        var config = read(Map.of());

        assertEquals(Duration.ofSeconds(60), config.kept());
        assertEquals(5_000_000, config.most());
    }

    @Test
    void everythingCanBeOverridden() {
        var config = read(Map.of("surety.known-names.kept", "5s", "surety.known-names.most", "7"));

        assertEquals(Duration.ofSeconds(5), config.kept());
        assertEquals(7, config.most());
    }

    @ParameterizedTest
    @CsvSource({"surety.known-names.kept, 0s", "surety.known-names.most, 0"})
    void aValueOutOfBoundsStopsStartUp(String key, String value) {
        var config = read(Map.of(key, value));

        var refusal = assertThrows(ConfigurationException.class, () -> new DirectoryNames(null, null, config));

        assertTrue(refusal.getMessage().startsWith(key + " is "), refusal.getMessage());
    }

    private static NamesConfig read(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(NamesConfig.class)
                .withMappingIgnore("surety.known-names.**")
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(values, "test", 500))
                .build()
                .getConfigMapping(NamesConfig.class);
    }
}
