package dev.surety.local.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "You may spend **$2,000** [1].; $2000; true",
        "You may spend $20001.; $2000; false",
        "It is 1.5 percent; 1.5%; true",
        "It is 11.5 %; 1.5%; false",
        "The [4th  business day](calendar.md) counts; 4th business day; true",
        "from 300–500; 300-500; true",
        "| Bereavement | 10 days |; Bereavement 10 days; true",
        "It’s the manager's; it's the manager’s; true",
        "twenty days; 20 days; false"
    })
    void marksAndFormatsDoNotCountAndWordsAreWhole(String text, String wanted, boolean says) {
        assertEquals(says, Wording.says(text, wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "use Velero’s backup; velero; true",
        "carries over 240 hours; 240; true",
        "carries over 2,400 hours; 240; false",
        "it scored 0.240; 240; false",
        "mail security-emergency@example.com; security-emergency@; true"
    })
    void whatMustNotShowNeedsNoWordOfItsOwnButIsNoPartOfANumber(String text, String forbidden, boolean shows) {
        assertEquals(shows, Wording.shows(text, forbidden));
    }

    @Test
    void marksInsideANumberHideNoLeak() {
        assertTrue(Wording.shows("The settlement was 76,**400** EUR.", "76400"));
    }
}
