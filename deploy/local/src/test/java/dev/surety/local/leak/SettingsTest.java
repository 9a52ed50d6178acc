package dev.surety.local.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void whatIsNotSetHasItsDefault() {
        var settings = Settings.of(Map.of("SEED", "5"));

        assertEquals(new Settings(5, 10_000, 150, 50_000, 1, Duration.ofSeconds(10), 4, 60, List.of(), Settings.Kept.SCIM, List.of()), settings);
    }

    @Test
    void everythingCanBeSet() {
        var settings = Settings.of(Map.ofEntries(
                Map.entry("SEED", "-3"),
                Map.entry("CHECKS", "1_000_000"),
                Map.entry("DOCUMENTS", "4000"),
                Map.entry("CHECKS_PER_WORLD", "900"),
                Map.entry("WORLD", "3"),
                Map.entry("BOUND_S", "7"),
                Map.entry("AT_ONCE", "2"),
                Map.entry("SHRINK", "0"),
                Map.entry("WAYS", "lexical, vector"),
                Map.entry("DIRECTORY", "token"),
                Map.entry("FAULTS", "all")));

        assertEquals(new Settings(-3, 1_000_000, 4_000, 900, 3, Duration.ofSeconds(7), 2, 0, List.of("lexical", "vector"), Settings.Kept.TOKEN, List.of("all")), settings);
    }

    @Test
    void aBadValueIsNamed() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Settings.of(Map.of("CHECKS", "many"))).getMessage().contains("CHECKS=many"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Settings.of(Map.of("DIRECTORY", "ldap"))).getMessage().contains("DIRECTORY=ldap"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Settings.of(Map.of("DOCUMENTS", "3"))).getMessage().contains("30 to 20000"));
    }
}
