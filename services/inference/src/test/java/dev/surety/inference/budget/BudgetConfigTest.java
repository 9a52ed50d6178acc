package dev.surety.inference.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetConfigTest {

    @Test
    void defaults() {
        assertEquals(
                List.of(Duration.ofSeconds(10), 0.1, 0.01, Duration.ofSeconds(1), Duration.ofMillis(250), Duration.ofSeconds(2)),
                values(read(Map.of())));
    }

    @Test
    void everythingCanBeOverridden() {
        var config = read(Map.of(
                "surety.budget.lease", "30s",
                "surety.budget.largest-lease", "0.2",
                "surety.budget.step", "0.05",
                "surety.budget.remembered", "2s",
                "surety.budget.patience", "100ms",
                "surety.budget.timeout", "1s"));

        assertEquals(
                List.of(Duration.ofSeconds(30), 0.2, 0.05, Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofSeconds(1)), values(config));
    }

    @ParameterizedTest
    @CsvSource({"lease,100ms,PT0.1S,PT1S,PT5M", "remembered,2m,PT2M,PT0.001S,PT1M", "patience,0s,PT0S,PT0.001S,PT1M", "timeout,1h,PT1H,PT0.001S,PT1M"})
    void aDurationOutOfBoundsStopsStartUp(String key, String value, String shown, String least, String most) {
        var config = read(Map.of("surety.budget." + key, value));

        var refusal = assertThrows(IllegalArgumentException.class, () -> new Budgets(null, null, null, config, null, null));

        assertEquals("surety.budget.%s is %s, it must be %s to %s".formatted(key, shown, least, most), refusal.getMessage());
    }

    private static List<Object> values(BudgetConfig config) {
        return List.of(config.lease(), config.largestLease(), config.step(), config.remembered(), config.patience(), config.timeout());
    }

    private static BudgetConfig read(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(BudgetConfig.class)
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(properties, "test", 500))
                .build()
                .getConfigMapping(BudgetConfig.class);
    }
}
