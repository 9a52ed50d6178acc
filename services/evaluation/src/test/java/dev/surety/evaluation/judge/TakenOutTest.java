package dev.surety.evaluation.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.api.Citation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TakenOutTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Call Ann.                | Call Ann.                   | true",
        "Call Ann.                | Call Bob.                   | false",
        "Write to a@b.example now | Write to [email] now        | true",
        "Write to a@b.example     | Write to [email]            | true",
        "a@b.example answers      | [email] answers             | true",
        "a@b.example, c@d.example | [email], [email]            | true",
        "a@b.example or +47 1     | [email] or [phone]          | true",
        "Write to a@b.example now | Write to [email] later      | false",
        "Write to a@b.example now | Mail [email] now            | false",
        "Write to  now            | Write to [email] now        | false",
        "a@b.example and c        | [email] or [phone]          | false",
        "The key is [secret] here | The key is [secret] here    | true",
        "See [1]                  | See [2]                     | false",
        "Write to [name] now      | Write to [email] now        | true",
        "Write to a@b.example now | Write to [name] now         | false",
        "xaxax                    | xa[email]ax                 | true",
        "xax                      | xa[email]ax                 | false",
    })
    void textIsTheSameButForWhatWasTakenOut(String whole, String redacted, boolean same) {
        assertEquals(same, TakenOut.isOf(whole, redacted));
    }

    @Test
    void citationsAreTheSameButForWhatWasTakenOutOfTheirWords() {
        var whole = citation("d1", "Write to a@b.example.");

        assertEquals(true, TakenOut.areOf(List.of(whole), List.of(citation("d1", "Write to [email]."))));
        assertEquals(false, TakenOut.areOf(List.of(whole), List.of(citation("d1", "Mail [email]."))));
        assertEquals(false, TakenOut.areOf(List.of(whole), List.of(citation("d2", "Write to [email]."))));
        assertEquals(false, TakenOut.areOf(List.of(whole), List.of()));
    }

    private static Citation citation(String document, String quote) {
        return new Citation(1, document, "Mail", "corpus://mail", "Addresses", quote, null);
    }
}
