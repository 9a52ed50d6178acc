package dev.surety.identity.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallerConfigTest {

    @Test
    void defaults() {
        assertEquals("service-account-", read(Map.of()).serviceAccountPrefix());
    }

    @Test
    void everythingCanBeOverridden() {
        assertEquals("svc-", read(Map.of("surety.callers.service-account-prefix", "svc-")).serviceAccountPrefix());
    }

    @Test
    void anEmptyPrefixStopsStartUpBecauseItWouldMakeServicesOfPeople() {
        var blank = Map.of("surety.callers.service-account-prefix", "");

        assertThrows(ConfigValidationException.class, () -> read(blank));
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
