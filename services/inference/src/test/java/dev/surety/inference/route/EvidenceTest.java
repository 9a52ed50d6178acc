package dev.surety.inference.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.api.Passage;
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
    void nothingFoundIsNoEvidence() {
        assertTrue(Evidence.of("How many days?", List.of()).isEmpty());
    }

    private static Passage aPassage(String title, String text) {
        return new Passage("d:0", "d", title, "", "corpus://x/d", text, 1, null, new Passage.Scores(5.0, 0.9, 1.0, null));
    }
}
