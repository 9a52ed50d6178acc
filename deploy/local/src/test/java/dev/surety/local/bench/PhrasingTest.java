package dev.surety.local.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.bench.Question.Wanted;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PhrasingTest {

    private static final Wanted ANYTHING = new Wanted(List.of(), List.of(), List.of(), List.of(), List.of());
    private static final List<Question> TWO = List.of(
            new Question("a", "simple", "", "How long is leave?", "alice", ANYTHING), new Question("b", "simple", "", "Where is Oslo?", "bob", ANYTHING));

    @Test
    void noWordsComeTwiceAndEveryQuestionIsInThem() {
        var phrasing = new Phrasing(TWO, 5);

        var texts = IntStream.range(0, phrasing.distinct()).mapToObj(number -> phrasing.next()).toList();

        assertEquals(phrasing.distinct(), new HashSet<>(texts.stream().map(phrased -> phrased.text().toLowerCase().replaceAll("[ .?!]+$", "")).toList()).size());
        assertTrue(texts.stream().allMatch(phrased -> phrased.text().contains(phrased.question().text())));
    }

    @Test
    void whenAllAreUsedItBeginsAgain() {
        var phrasing = new Phrasing(TWO, Integer.MAX_VALUE);
        var first = phrasing.next();

        IntStream.range(1, phrasing.distinct()).forEach(number -> phrasing.next());

        assertEquals(first, phrasing.next());
    }
}
