package dev.surety.evaluation.wording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '"', textBlock = """
            You have **28 days** a year.         => 28 days
            You have 28   DAYS                   => 28 days
            up to five days                      => 5 days
            The band is EUR 76,400 a year        => 76,400 EUR
            The band is €76,400 a year           => 76400 euro
            The band is 76'400 € a year          => EUR 76400
            at most 15 %                         => 15 percent
            at most 15 per cent                  => 15%
            from 9:00 – 17:30                    => 9:00-17:30
            the ‘core’ hours                     => the 'core' hours
            It is 28 days [1] and no more [2].   => 28 days and no more
            | leave | 28 |                       => leave 28
            see [the page](https://x.example/y)  => see the page
            """)
    void theSameIsSaidInOtherMarks(String text, String wanted) {
        assertTrue(Wording.says(text, wanted), Wording.plain(text) + " / " + Wording.plain(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            You have 250 days.    => 25
            You have 125 days.    => 25 days
            It costs 2.25 a day.  => 25 a day
            It is 25.5 percent.   => 25
            It is 25,000 euros.   => 25
            some annual leaves    => annual leave
            """)
    void aPartOfAnotherWordOrNumberIsNotSaid(String text, String wanted) {
        assertFalse(Wording.says(text, wanted), Wording.plain(text) + " / " + Wording.plain(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            the band of 76,400 euros    => 76400
            band76400x                  => 76,400
            Project **Blue**heron       => blueheron
            corpus://k/salary-bands.md  => salary-bands
            """)
    void whatMustNotBeSeenNeedsNoWordBoundary(String text, String forbidden) {
        assertTrue(Wording.shows(text, forbidden), Wording.plain(text) + " / " + Wording.plain(forbidden));
    }

    @Test
    void signsWithoutWidthHideNothing() {
        assertTrue(Wording.shows("blue\u200bher\u00adon", "Blueheron"));
        assertTrue(Wording.shows("76\u202f400", "76400"));
    }

    @Test
    void whatIsNotThereIsNotShown() {
        assertFalse(Wording.shows("the band of 75,400 euros", "76,400"));
    }

    @Property(tries = 300)
    void everyTextSaysAndShowsItself(@ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 40) String text) {
        assertTrue(Wording.says("It reads: " + text + ".", text));
        assertTrue(Wording.shows("It reads: " + text + ".", text));
    }

    @Property(tries = 300)
    void whiteSpaceIsEvenedOut(@ForAll String text) {
        var plain = Wording.plain(text);

        assertEquals(plain.strip(), plain);
        assertFalse(plain.contains("  "), plain);
    }
}
