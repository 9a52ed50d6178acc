package dev.surety.identity.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantConfigTest {

    @Test
    void defaults() {
        var config = read(Map.of());

        assertEquals(Duration.ofSeconds(60), config.life());
        assertEquals(12_288, config.longest());
        assertEquals(Set.of("inference", "retrieval", "ingestion", "evaluation"), config.audience());
    }

    @Test
    void everythingCanBeOverridden() {
        var config = read(Map.of("surety.grants.life", "20s", "surety.grants.longest", "4096", "surety.grants.audience", "retrieval"));

        assertEquals(Duration.ofSeconds(20), config.life());
        assertEquals(4_096, config.longest());
        assertEquals(Set.of("retrieval"), config.audience());
    }

    @ParameterizedTest
    @ValueSource(strings = {"61s", "4s", "0s"})
    void aLifeOutOfBoundsStopsStartUp(String life) {
        var config = read(Map.of("surety.grants.life", life));

        var refusal = assertThrows(ConfigurationException.class, () -> new GrantIssue(null, null, null, config, Clock.systemUTC(), null));

        assertEquals("surety.grants.life is " + config.life() + ", it must be PT5S to PT1M", refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"surety", "retrieval,lunch", "Retrieval"})
    void anAudienceThatIsNoServiceStopsStartUp(String audience) {
        var config = read(Map.of("surety.grants.audience", audience));

        var refusal = assertThrows(ConfigurationException.class, () -> new GrantIssue(null, null, null, config, Clock.systemUTC(), null));

        assertEquals(
                "surety.grants.audience is " + config.audience()
                        + ", it must be one or more of [evaluation, identity-policy, inference, ingestion, retrieval]",
                refusal.getMessage());
    }

    private static GrantConfig read(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(GrantConfig.class)
                .withMappingIgnore("surety.grants.**")
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(properties, "test", 500))
                .build()
                .getConfigMapping(GrantConfig.class);
    }
}
