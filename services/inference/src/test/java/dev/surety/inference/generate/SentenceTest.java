package dev.surety.inference.generate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.api.Passage;
import dev.surety.inference.route.Evidence.Candidate;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SentenceTest {

    private static final String NOW = "Every employee has 28 days of annual leave per calendar year.";
    private static final String THEN = "All employees are entitled to 25 days of annual leave per calendar year, plus public holidays.";

    @Test
    void aNewerPageSupersedesOtherNumbersOnTheSameSubject() {
        var current = aSentence(NOW, "2026-01-15");
        var archived = aSentence(THEN, "2023-01-09");

        assertTrue(current.supersedes(archived));
        assertFalse(archived.supersedes(current));
    }

    @Test
    void pagesOfOneAgeThatContradictEachOtherAreBothShown() {
        var one = aSentence("Your screen locks by itself after 5 minutes.", "2026-02-01");
        var other = aSentence("Your screen locks by itself after 10 minutes.", "2026-03-01");

        assertFalse(one.supersedes(other));
        assertFalse(other.supersedes(one));
        assertFalse(one.says(other));
    }

    @Test
    void withoutDatesNothingIsSuperseded() {
        assertFalse(aSentence(NOW, null).supersedes(aSentence(THEN, null)));
    }

    @Test
    void anotherSubjectIsNotSuperseded() {
        var leave = aSentence(NOW, "2026-01-15");
        var meals = aSentence("A meal on a business trip is refunded up to 75 EUR.", "2023-01-09");

        assertFalse(leave.supersedes(meals));
    }

    private static Sentence aSentence(String text, String day) {
        var updatedAt = day == null ? null : Instant.parse(day + "T00:00:00Z");
        var passage = new Passage("d:0", "d", "Title", "", "corpus://x/d", text, 1, updatedAt, new Passage.Scores(1.0, 0.9, 1.0, null), "x", 0);
        return Sentence.of(new Candidate(passage, text, 0.9, 1, false));
    }
}
