package dev.surety.identity.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyConfigTest {

    @Test
    void defaults() {
        var config = read(Map.of());

        assertEquals(Path.of(".surety/grant-keys.json"), config.signingKeys());
        assertEquals(Duration.ofSeconds(30), config.keyCheck());
    }

    @Test
    void everythingCanBeOverridden() {
        var config = read(Map.of("surety.grants.signing-keys", "/etc/keys.json", "surety.grants.key-check", "5s"));

        assertEquals(Path.of("/etc/keys.json"), config.signingKeys());
        assertEquals(Duration.ofSeconds(5), config.keyCheck());
    }

    @Test
    void aCheckWithoutPauseStopsStartUp() {
        var config = read(Map.of("surety.grants.key-check", "0s"));

        var refusal = assertThrows(RejectedKeys.class, () -> new SigningKeys(config, Clock.systemUTC()));

        assertEquals("surety.grants.key-check is PT0S, it must be at least PT1S", refusal.getMessage());
    }

    private static KeyConfig read(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(KeyConfig.class)
                .withMappingIgnore("surety.grants.**")
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(properties, "test", 500))
                .build()
                .getConfigMapping(KeyConfig.class);
    }
}
