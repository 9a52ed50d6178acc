package dev.surety.retrieval.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FirstWordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "How many days of leave?", "年假有多少天？", "\ud83d", "e\u0301 \u200d 👩‍🚀"})
    void aShortTextStaysAsItIs(String text) {
        assertEquals(text, FirstWords.of(text));
    }

    @ParameterizedTest
    @CsvSource({"word,' '", "o'clock,-", "年,''", "カ,''", "🚀,''", "é,','", "½,''"})
    void aLongTextEndsBeforeTheFirstWordTooMany(String word, String gap) {
        var text = String.join(gap, Collections.nCopies(1_000, word));

        var first = FirstWords.of(text);

        var wordsInOne = word.contains("'") ? 2 : 1;
        assertEquals(String.join(gap, Collections.nCopies(300 / wordsInOne, word)) + gap, first);
    }

    @Test
    void wordsOfSeveralScriptsInOneRunAreSeveral() {
        assertEquals("aж".repeat(150), FirstWords.of("aж".repeat(500)));
    }
}
