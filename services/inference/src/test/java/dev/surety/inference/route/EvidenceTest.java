package dev.surety.inference.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.api.Passage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    @Test
    void theSentenceWithTheNumberComesFirstWhenOneIsAskedFor() {
        var passage = aPassage("Laptops", "Laptops can be replaced on request. A laptop is replaced every 4 years. Ask for a replacement laptop in Harbour Desk.");

        var evidence = Evidence.of("How often is a laptop replaced?", List.of(passage));

        assertEquals("A laptop is replaced every 4 years.", evidence.sentences().getFirst().text());
    }

    @Test
    void aWordThatStandsNowhereLowersCoverage() {
        var passage = aPassage("Home office", "The home office set-up is 750 EUR once.");

        var whole = Evidence.of("What is the home office budget set-up?", List.of(passage)).coverage();
        var withStranger = Evidence.of("What is the home office budget set-up for interns in Brazil?", List.of(passage)).coverage();

        assertTrue(withStranger < whole, withStranger + " against " + whole);
    }

    @Test
    void theRowWithTheNumberAskedForComesBeforeItsNeighbours() {
        var passage = aPassage("Salary bands", "L7: head of a department or distinguished engineer\nLevel: L3; Engineering: 53,000-61,000; Sales: 41,000-48,000\n"
                + "Level: L4; Engineering: 61,000-74,000; Sales: 48,000-57,000");

        var evidence = Evidence.of("What is the salary band for a level 4 engineer?", List.of(passage));

        assertTrue(evidence.sentences().getFirst().text().startsWith("Level: L4"));
    }

    @Test
    void theNumberOfAListItemIsNotTheNumberAskedFor() {
        var passage = aPassage("Levels", "4. Send the form to People.\nLevel 4 owns an area.");

        var evidence = Evidence.of("What does level 4 own?", List.of(passage));

        assertEquals("Level 4 owns an area.", evidence.sentences().getFirst().text());
    }

    @Test
    void nothingFoundIsNoEvidence() {
        assertTrue(Evidence.of("How many days?", List.of()).isEmpty());
    }

    @Test
    void aLineThatOnlyIntroducesAListComesAfterTheItemItIntroduces() {
        var passage = aPassage("Leave", "Your annual leave for the year depends on your service:\nFewer than 3 years: 13 days\nMore than 15 years: 26 days");

        var evidence = Evidence.of("How much annual leave do I get with fewer than 3 years of service?", List.of(passage));

        assertEquals("Fewer than 3 years: 13 days", evidence.sentences().getFirst().text());
    }

    @Test
    void meaningDecidesBetweenSentencesThatShareTheSameWords() {
        var passage = aPassage("Expenses", "Receipts for expenses go to the desk upstairs.\nReceipts for expenses are due within 30 days.");
        var byWords = Evidence.of("Receipts for expenses", List.of(passage));
        var second = byWords.sentences().get(1);

        var evidence = byWords.reranked(List.of(0.5, 0.9));

        assertEquals(second.text(), evidence.sentences().getFirst().text());
    }

    @Test
    void whatWasNotComparedNeverOvertakesWhatWas() {
        var passage = aPassage("Expenses", "Receipts for expenses go to the desk upstairs.\nReceipts for expenses are due within 30 days.");
        var byWords = Evidence.of("Receipts for expenses", List.of(passage));
        var first = byWords.sentences().getFirst();

        var evidence = byWords.reranked(List.of(0.7));

        assertEquals(first.text(), evidence.sentences().getFirst().text());
    }

    @Test
    void ofTwoPagesThatSayTheSameTheOneThatIsYearsOlderComesSecond() {
        var old = aPassage("Laptops", "A laptop is replaced every 3 years.", Instant.parse("2022-01-01T00:00:00Z"));
        var current = aPassage("Laptops", "A laptop is replaced every 4 years.", Instant.parse("2026-01-01T00:00:00Z"));

        var evidence = Evidence.of("How often is a laptop replaced?", List.of(old, current));

        assertEquals(current, evidence.sentences().getFirst().passage());
    }

    private static Passage aPassage(String title, String text) {
        return aPassage(title, text, null);
    }

    private static Passage aPassage(String title, String text, Instant updatedAt) {
        return new Passage("d:0", "d", title, "", "corpus://x/d", text, 1, updatedAt, new Passage.Scores(5.0, 0.9, 1.0, null), "x", 0);
    }
}
