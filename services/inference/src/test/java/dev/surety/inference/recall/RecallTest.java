package dev.surety.inference.recall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class RecallTest {

    @Test
    void caseSpacingAndFinalMarksCarryNoMeaning() {
        assertEquals(Recall.normalised("How many days?"), Recall.normalised("  how   MANY\tdays ?! "));
    }

    @Test
    void everyOtherCharacterMay() {
        assertNotEquals(Recall.normalised("Is 1.5 allowed?"), Recall.normalised("Is 15 allowed?"));
        assertNotEquals(Recall.normalised("May I not?"), Recall.normalised("May I?"));
    }
}
