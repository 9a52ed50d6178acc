package dev.surety.local.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {

    @Test
    void sharesSayWhatTheyAreOf() {
        assertEquals(
                List.of("83.3 % (5 of 6)", "0.0 % (0 of 3)", "100.0 % (2 of 2)", "–"),
                List.of(Figure.percent(5, 6), Figure.percent(0, 3), Figure.percent(2, 2), Figure.percent(0, 0)));
    }

    @Test
    void shareOfNothingIsZero() {
        assertEquals(0, Figure.share(1, 0));
    }

    @Test
    void figuresAreRoundedToThousandths() {
        assertEquals(List.of(1.235, -1.0, 0.0), List.of(Figure.rounded(1.23456), Figure.rounded(-1), Figure.rounded(0.0004)));
    }
}
