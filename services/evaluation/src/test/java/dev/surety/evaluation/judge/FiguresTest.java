package dev.surety.evaluation.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.evaluation.judge.Verdict.Check;
import dev.surety.evaluation.suite.CaseKind;
import dev.surety.evaluation.suite.Suite;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Results in numbers, and the numbers held against thresholds. */
class FiguresTest {

    private static final CaseResult.Generation RIGHT = new CaseResult.Generation(true, true, true, true, true, false, true, List.of());
    private static final CaseResult.Generation SILENT = new CaseResult.Generation(true, false, true, false, true, false, true, List.of());
    private static final CaseResult.Generation WORDLESS = new CaseResult.Generation(true, true, true, true, false, false, true, List.of("w"));
    private static final CaseResult.Generation LEAKING = new CaseResult.Generation(false, false, true, false, true, true, true, List.of("l"));
    private static final CaseResult.Generation UNSUPPORTED = new CaseResult.Generation(true, true, false, false, true, false, false, List.of("u"));

    @Test
    void meansAreOverTheCasesThatHadToFindSomething() {
        var figures = Figures.of(List.of(
                simple(found(1, 1, 1), RIGHT),
                simple(found(0, 0.5, 0.25), WORDLESS),
                simple(new CaseResult.Retrieval(false, true, 0, 0, 0, false, List.of()), RIGHT),
                refused(new CaseResult.Retrieval(true, false, 0, 0, 0, true, List.of("leak")), LEAKING)));

        assertEquals(new Figures.Retrieval(2, 1, 0.5, 0.75, 0.625, 1), figures.retrieval());
        assertEquals(new Figures.Retrieval(2, 1, 0.5, 0.75, 0.625, 0), figures.byKind().get("simple").retrieval());
        assertEquals(new Figures.Retrieval(0, 0, 0, 0, 0, 1), figures.byKind().get("not-permitted").retrieval());
    }

    @Test
    void sharesAreOfTheCasesThatHadTo() {
        var figures = Figures.of(List.of(
                simple(found(1, 1, 1), RIGHT),
                simple(found(1, 1, 1), WORDLESS),
                simple(found(1, 1, 1), UNSUPPORTED),
                simple(found(1, 1, 1), SILENT),
                refused(found(0, 0, 0), LEAKING)));

        assertEquals(new Figures.Generation(5, 0.4, 0.8, 2.0 / 3, 0.5, 1, 1), figures.generation());
        assertEquals(new Figures.Generation(4, 0.5, 1, 2.0 / 3, 0.5, 0, 1), figures.byKind().get("simple").generation());
        assertEquals(new Figures.Generation(1, 0, 0, 1, 1, 1, 0), figures.byKind().get("not-permitted").generation());
    }

    @Test
    void withoutCasesNothingWasFoundAndNothingIsWrong() {
        assertEquals(
                new Figures(new Figures.Retrieval(0, 0, 0, 0, 0, 0), new Figures.Generation(0, 1, 1, 1, 1, 0, 0), Map.of()),
                Figures.of(List.of()));
    }

    @Test
    void verdictHasOneCheckForEachThreshold() {
        var thresholds = new Suite.Thresholds(
                new Suite.Retrieval(0.9, 0.8, 0), new Suite.Generation(Map.of(CaseKind.SIMPLE, 0.5, CaseKind.NOT_PERMITTED, 1.0), 0, 1));
        var figures = Figures.of(List.of(simple(found(1, 1, 0.5), RIGHT), simple(found(1, 1, 1), UNSUPPORTED), refused(found(0, 0, 0), LEAKING)));

        var verdict = Verdict.of(thresholds, figures);

        assertEquals(
                List.of(
                        new Check("retrieval.recallAt5", "at least", 0.9, 2.0 / 3, false),
                        new Check("retrieval.mrr", "at least", 0.8, 0.5, false),
                        new Check("retrieval.leaks", "at most", 0, 0, true),
                        new Check("generation.correct.simple", "at least", 0.5, 0.5, true),
                        new Check("generation.correct.not-permitted", "at least", 1, 0, false),
                        new Check("generation.leaks", "at most", 0, 1, false),
                        new Check("generation.unsupported", "at most", 1, 1, true)),
                verdict.checks());
        assertEquals(Verdict.Word.FAILED, verdict.word());
    }

    @Test
    void thresholdThatIsJustMetIsMet() {
        var thresholds = new Suite.Thresholds(new Suite.Retrieval(1, 1, 0), new Suite.Generation(Map.of(CaseKind.SIMPLE, 0.7), 0, 0));
        // 7 of 10 as an average of doubles is not 0.7 to the last bit.
        var results = Stream.concat(
                        Collections.nCopies(7, simple(found(1, 1, 1), RIGHT)).stream(), Collections.nCopies(3, simple(found(1, 1, 1), WORDLESS)).stream())
                .toList();

        assertEquals(Verdict.Word.PASSED, Verdict.of(thresholds, Figures.of(results)).word());
    }

    @Test
    void aCasePassesOnlyWhenNeitherSideHasAReason() {
        assertEquals(true, simple(found(1, 1, 1), RIGHT).passed());
        assertEquals(false, simple(found(1, 1, 1), WORDLESS).passed());
        assertEquals(false, simple(new CaseResult.Retrieval(true, true, 0, 0, 0, false, List.of("missing")), RIGHT).passed());
    }

    private static CaseResult simple(CaseResult.Retrieval retrieval, CaseResult.Generation generation) {
        return new CaseResult("c", CaseKind.SIMPLE, "alice", "r", "answered", retrieval, generation);
    }

    private static CaseResult refused(CaseResult.Retrieval retrieval, CaseResult.Generation generation) {
        return new CaseResult("c", CaseKind.NOT_PERMITTED, "alice", "r", "refused", retrieval, generation);
    }

    private static CaseResult.Retrieval found(double recallAt1, double recallAt5, double reciprocalRank) {
        return new CaseResult.Retrieval(true, true, recallAt1, recallAt5, reciprocalRank, false, List.of());
    }
}
