package dev.surety.inference.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stops the start, and what it says: the key, and never a secret. */
class ToolConfigTest {

    private static final Map<String, Duration> GOOD = Map.of(
            "confirmation", Duration.ofMinutes(10),
            "remembered", Duration.ofDays(1),
            "grace", Duration.ofMinutes(1),
            "pause", Duration.ofMinutes(1),
            "timeout", Duration.ofSeconds(2));

    @ParameterizedTest
    @CsvSource({
        "confirmation, PT0S, PT1S to PT24H",
        "confirmation, PT25H, PT1S to PT24H",
        "remembered, PT59M, PT1H to PT720H",
        "grace, PT2H, PT1S to PT1H",
        "pause, PT0.01S, PT0.1S to PT1H",
        "timeout, PT0S, PT0.001S to PT1M",
    })
    void timeOutOfItsBoundsStopsTheStart(String key, Duration value, String bounds) {
        var times = new HashMap<>(GOOD);
        times.put(key, value);

        assertEquals("surety.tools." + key + " is " + value + ", it must be " + bounds, refused(() -> new Unsettled(null, new Configured(Map.of(), Map.of(), times))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"desk", "ftp://desk.example", "https://", "https://user:pass@desk.example", "https://desk.example?key=1", "https://desk.example/a/../b", "https://desk .example"})
    void whatIsNoAddressStopsTheStart(String endpoint) {
        assertEquals(
                "surety.tools.endpoints.desk is no address: write http or https, a host, and perhaps a port and a path",
                refused(() -> new Callee(new Configured(Map.of("desk", endpoint), Map.of(), GOOD))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer s3cr\nX-More: 1", "Bearer schlüssel", ""})
    void whatIsNoHeaderStopsTheStartAndIsNotShown(String secret) {
        assertEquals(
                "surety.tools.secrets.desk is no value of a header: write one line of printable ASCII",
                refused(() -> new Callee(new Configured(Map.of(), Map.of("desk", secret), GOOD))));
    }

    @Test
    void whatIsRightIsTaken() {
        var config = new Configured(Map.of("desk", "https://desk.example/api"), Map.of("desk", "Bearer s3cret"), GOOD);

        assertEquals("Bearer s3cret", new Callee(config).secret("desk"));
    }

    private static String refused(Runnable made) {
        return assertThrows(IllegalArgumentException.class, made::run).getMessage();
    }

    private record Configured(Map<String, String> endpoints, Map<String, String> secrets, Map<String, Duration> times) implements ToolConfig {

        @Override
        public int atOnce() {
            return 16;
        }

        @Override
        public Duration confirmation() {
            return times.get("confirmation");
        }

        @Override
        public Duration remembered() {
            return times.get("remembered");
        }

        @Override
        public Duration grace() {
            return times.get("grace");
        }

        @Override
        public Duration pause() {
            return times.get("pause");
        }

        @Override
        public Duration timeout() {
            return times.get("timeout");
        }
    }
}
