package dev.surety.inference.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.api.Passage;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupportTest {

    private static final String TEXT = "Employees may work abroad up to 30 days a year. Receipts are needed from 20 EUR. Guests are not insured.";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Employees may work abroad up to 30 days each year. | Employees may work abroad up to 30 days a year.",
        "Receipts are needed from 20 EUR.                   | Receipts are needed from 20 EUR.",
        "Employees may work abroad up to 90 days a year.    | ",
        "Employees may not work abroad up to 30 days a year. | ",
        "Guests are insured.                                | ",
        "Everybody gets a company car.                      | "
    })
    void aStatementHoldsOnlyWhereTheSameIsSaid(String statement, String quote) {
        var passage = new Passage("d:0", "d", "t", "", "u", TEXT, 1, null, new Passage.Scores(null, null, null, null), "x", 0);

        assertEquals(Optional.ofNullable(quote), Support.quote(statement, passage));
    }
}
