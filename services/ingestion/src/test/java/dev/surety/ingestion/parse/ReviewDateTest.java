package dev.surety.ingestion.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewDateTest {

    private static final Instant JANUARY = Instant.parse("2026-01-15T00:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {
        "Owner: People. Last reviewed: 2026-01-15.",
        "People Operations, reviewed 2026-01-15",
        "Updated 2026-01-15.",
        "Reviewed every January; last time 2026-01-15",
        "Checked by Legal 2026-01-15."
    })
    void aStatedReviewDateIsRead(String beginning) {
        assertEquals(Optional.of(JANUARY), ReviewDate.in("# Title\n\n" + beginning + "\n\nText."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"In force since 2026-01-15.", "Last reviewed: 2026-13-45.", "Reviewed. The trial began on 2026-01-15.", ""})
    void anotherDateOrNoneIsNot(String beginning) {
        assertEquals(Optional.empty(), ReviewDate.in(beginning));
    }

    @Test
    void aDateAfterTheLastChangeIsNotBelieved() {
        var changed = Instant.parse("2025-06-01T00:00:00Z");

        assertEquals(changed, new ParsedDocument("Title", List.of(), JANUARY).asOf(changed));
        assertEquals(JANUARY, new ParsedDocument("Title", List.of(), JANUARY).asOf(Instant.parse("2026-06-01T00:00:00Z")));
    }
}
