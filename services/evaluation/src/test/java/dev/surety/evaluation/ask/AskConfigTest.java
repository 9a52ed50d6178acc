package dev.surety.evaluation.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Both mappings of this feature: how suites ask, and as whom. */
class AskConfigTest {

    @Test
    void defaults() {
        var asking = read(AskConfig.class, Map.of());
        var personas = read(PersonaConfig.class, Map.of());

        assertEquals(Duration.ofSeconds(20), asking.recordWait());
        assertEquals(Duration.ofMillis(100), asking.recordPause());
        assertEquals("surety-evaluation", personas.clientId());
        assertEquals(Optional.empty(), personas.clientSecret());
        assertEquals(Optional.empty(), personas.password());
        assertEquals(Duration.ofSeconds(15), personas.spare());
    }

    @Test
    void everythingCanBeOverridden() {
        var asking = read(AskConfig.class, Map.of("surety.evaluation.asking.record-wait", "5s", "surety.evaluation.asking.record-pause", "1ms"));
        var personas = read(PersonaConfig.class, Map.of(
                "surety.evaluation.personas.client-id", "tester",
                "surety.evaluation.personas.client-secret", "s",
                "surety.evaluation.personas.password", "p",
                "surety.evaluation.personas.spare", "0s"));

        assertEquals(Duration.ofSeconds(5), asking.recordWait());
        assertEquals(Duration.ofMillis(1), asking.recordPause());
        assertEquals("tester", personas.clientId());
        assertEquals(Optional.of("s"), personas.clientSecret());
        assertEquals(Optional.of("p"), personas.password());
        assertEquals(Duration.ZERO, personas.spare());
    }

    @Test
    void valuesOutOfBoundsStopStartUp() {
        var hasty = read(AskConfig.class, Map.of("surety.evaluation.asking.record-wait", "999ms"));
        var restless = read(AskConfig.class, Map.of("surety.evaluation.asking.record-pause", "0s"));
        var late = read(PersonaConfig.class, Map.of("surety.evaluation.personas.spare", "-1s"));

        assertEquals(
                "surety.evaluation.asking: record-wait is PT0.999S, at least PT1S; record-pause is PT0.1S, more than nothing",
                assertThrows(IllegalArgumentException.class, () -> new Interview(null, null, null, null, Clock.systemUTC(), hasty)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Interview(null, null, null, null, Clock.systemUTC(), restless));
        assertEquals(
                "surety.evaluation.personas.spare is PT-1S, it must be 0 or more",
                assertThrows(IllegalArgumentException.class, () -> new TestPeople(null, late, Clock.systemUTC())).getMessage());
    }

    private static <T> T read(Class<T> mapping, Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(mapping)
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(properties, "test", 500))
                .build()
                .getConfigMapping(mapping);
    }
}
