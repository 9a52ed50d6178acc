package dev.surety.inference.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void theNumberOfACodeIsAWordOfItsOwn() {
        assertTrue(Words.of("Level: L4").containsAll(Words.of("level 4")));
    }

    @Test
    void whatWrapsAQuestionIsNotWhatItIsAbout() {
        assertEquals(Words.of("annual leave"), Words.of("How much annual leave do I have, please?"));
    }

    @Test
    void wordsAreStemmed() {
        assertEquals(Set.of("laptop", "replac"), Words.of("laptops replaced"));
    }
}
