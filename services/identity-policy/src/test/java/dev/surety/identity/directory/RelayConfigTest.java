package dev.surety.identity.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RelayConfigTest {

    @Test
    void defaults() {
        var config = read(Map.of());

        assertEquals(Duration.ofSeconds(1), config.pause());
        assertEquals(64, config.batch());
        assertEquals(100_000, config.capacity());
    }

    @Test
    void everythingCanBeOverridden() {
        var config = read(Map.of("surety.policy-changes.pause", "200ms", "surety.policy-changes.batch", "5", "surety.policy-changes.capacity", "7"));

        assertEquals(Duration.ofMillis(200), config.pause());
        assertEquals(5, config.batch());
        assertEquals(7, config.capacity());
    }

    @Test
    void aRelayThatNeverRestsStopsStartUp() {
        var config = read(Map.of("surety.policy-changes.pause", "0s"));

        assertThrows(ConfigurationException.class, () -> new ChangeRelay(null, null, config, new SimpleMeterRegistry()));
    }

    @Test
    void whatWaitsIsMeasuredFromTheBeginning() {
        var meters = new SimpleMeterRegistry();

        var relay = new ChangeRelay(null, null, read(Map.of()), meters);

        assertEquals(0, meters.get("surety.policy.changes.waiting").gauge().value());
        assertEquals(0, meters.get("surety.policy.changes.age").gauge().value());
        Reference.reachabilityFence(relay);
    }

    private static RelayConfig read(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(RelayConfig.class)
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(properties, "test", 500))
                .build()
                .getConfigMapping(RelayConfig.class);
    }
}
