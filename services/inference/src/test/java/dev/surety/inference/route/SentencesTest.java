package dev.surety.inference.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SentencesTest {

    @Test
    void abbreviationsEndNoSentence() {
        var pieces = Sentences.of("Apply by Jan. 5 (see Sec. 4.2, e.g. Annex B). Late forms wait, i.e. they lose.");

        assertEquals(List.of("Apply by Jan. 5 (see Sec. 4.2, e.g. Annex B).", "Late forms wait, i.e. they lose."), pieces);
    }

    @Test
    void linesAreNeverJoined() {
        assertEquals(List.of("City: Bergen; Cap: 220 EUR", "City: Porto; Cap: 160 EUR"), Sentences.of("City: Bergen; Cap: 220 EUR\nCity: Porto; Cap: 160 EUR\n"));
    }

    @Test
    void aRowOfATableIsNeverCut() {
        var row = "Situation: Laptop open in Spain, Monday to Friday; Counts towards the 30?: Yes, 5 days. Weekends too.";

        assertEquals(List.of(row), Sentences.of(row));
    }

    @Property
    void everyPieceStandsWordForWordInTheText(@ForAll @StringLength(max = 400) String text) {
        assertTrue(Sentences.of(text).stream().allMatch(text::contains));
    }
}
