package dev.surety.slo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SloSettingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT0.5S | PT6H  | 4  | 0.8 | 0.5 | 0.1  | 1  | surety.slo.window is PT0.5S, it must be 1s to 60s, in whole seconds",
                "PT1.5S | PT6H  | 4  | 0.8 | 0.5 | 0.1  | 1  | surety.slo.window is PT1.5S, it must be 1s to 60s, in whole seconds",
                "PT61S  | PT6H  | 4  | 0.8 | 0.5 | 0.1  | 1  | surety.slo.window is PT1M1S, it must be 1s to 60s, in whole seconds",
                "PT10S  | PT30M | 4  | 0.8 | 0.5 | 0.1  | 1  | surety.slo.remember is PT30M, it must be 1h to 24h",
                "PT10S  | PT6H  | 0  | 0.8 | 0.5 | 0.1  | 1  | surety.slo.least-limit is 0, it must be 1 to 64",
                "PT10S  | PT6H  | 4  | 1.1 | 0.5 | 0.1  | 1  | surety.slo.evaluation-share is 1.1, it must be above 0 and at most 1",
                "PT10S  | PT6H  | 4  | NaN | 0.5 | 0.1  | 1  | surety.slo.evaluation-share is NaN, it must be above 0 and at most 1",
                "PT10S  | PT6H  | 4  | 0.4 | 0.5 | 0.1  | 1  | surety.slo.bulk-share is 0.5, it must be above 0 and at most surety.slo.evaluation-share",
                "PT10S  | PT6H  | 4  | 0.8 | 0.5 | 0.11 | 1  | surety.slo.retry-share is 0.11, it must be 0 to 0.1",
                "PT10S  | PT6H  | 4  | 0.8 | 0.5 | 0.1  | 11 | surety.slo.retries-per-second is 11, it must be 0 to 10",
            })
    void valueOutOfItsBoundsIsRefusedByItsKey(
            Duration window, Duration remember, int least, double evaluation, double bulk, double retry, int perSecond, String message) {
        var refused = assertThrows(
                IllegalArgumentException.class, () -> new SloSettings(window, remember, least, evaluation, bulk, retry, perSecond, true));

        assertEquals(message, refused.getMessage());
    }
}
