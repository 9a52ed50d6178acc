package dev.surety.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceWindowTest {

    @ParameterizedTest
    @CsvSource({
        "10, 11, 0, 0",
        "10, 6, 5, 0",
        "10, 9223372036854775807, 9223372036854775807, 0",
        "-1, 0, 0, 0",
        "10, -1, 0, 0",
        "10, 0, -1, 0",
        "10, 0, 0, -1",
        "10, 4, 0, 7",
        "1000000000001, 0, 0, 0",
        "9223372036854775807, 0, 0, 0"
    })
    void countsThatCantBeAreRefused(long total, long failed, long late, long degraded) {
        assertThrows(IllegalArgumentException.class, () -> window(total, failed, late, degraded));
    }

    @Test
    void everyPartMayBeAllThatIsLeft() {
        assertEquals(6, window(10, 4, 6, 6L).degraded());
        assertEquals(1_000_000_000_000L, window(1_000_000_000_000L, 0, 0, null).total());
    }

    private static SliceWindow window(long total, long failed, long late, @Nullable Long degraded) {
        return new SliceWindow("answer", "inference", "replica", "abc", Instant.EPOCH, 10_000, total, failed, late, degraded);
    }
}
