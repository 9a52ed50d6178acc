package dev.surety.local.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({"PT0.25S,250ms", "PT2.5S,2500ms", "PT30S,30s", "PT90S,90s", "PT5M,5m", "PT90M,90m", "PT6H,6h", "P1D,1d", "PT36H,36h", "P30D,30d"})
    void largestUnitThatKeepsItWholeIsUsed(Duration duration, String text) {
        assertEquals(text, DurationText.of(duration));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT30S", "PT90S", "PT0.5S", "PT0S"})
    void windowThatOpenSloCannotSayIsRefused(Duration duration) {
        var refused = assertThrows(IllegalArgumentException.class, () -> DurationText.forOpenSlo(duration));

        assertEquals(
                "OpenSLO has no duration of " + DurationText.of(duration) + ": windows that are exported are whole minutes, hours or days", refused.getMessage());
    }
}
