package dev.surety.evaluation.judge;

import static dev.surety.evaluation.testing.AnAnswer.BANDS;
import static dev.surety.evaluation.testing.AnAnswer.LEAVE;
import static dev.surety.evaluation.testing.AnAnswer.aRefusal;
import static dev.surety.evaluation.testing.AnAnswer.anAnswer;
import static dev.surety.evaluation.testing.AnAnswer.passage;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.evaluation.suite.Suite.Expectation;
import dev.surety.evaluation.testing.AnAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetrievalJudgeTest {

    private static final Expectation LEAVE_PAGE = expecting(List.of(LEAVE), List.of(), List.of());

    @Test
    void rightDocumentAtTheTopIsPerfect() {
        var found = judge(LEAVE_PAGE, anAnswer().finding(passage(1, LEAVE), passage(2, "people/sick-leave.md")));

        assertEquals(new CaseResult.Retrieval(true, true, 1, 1, 1, false, List.of()), found);
    }

    @Test
    void lowerRankCountsLessAndIsStillAmongTheFirstFive() {
        var found = judge(LEAVE_PAGE, anAnswer().finding(passage(1, "people/sick-leave.md"), passage(5, LEAVE)));

        assertEquals(new CaseResult.Retrieval(true, true, 0, 1, 0.2, false, List.of()), found);
    }

    @Test
    void sixthPlaceIsTooLate() {
        var found = judge(LEAVE_PAGE, anAnswer().finding(passage(6, LEAVE)));

        assertEquals(
                new CaseResult.Retrieval(
                        true, true, 0, 0, 1.0 / 6, false, List.of("expected documents are missing among the first 5 passages")),
                found);
    }

    @Test
    void eachExpectedDocumentCounts() {
        var found = judge(
                expecting(List.of(LEAVE, "people/sick-leave.md"), List.of(), List.of()), anAnswer().finding(passage(1, LEAVE), passage(2, LEAVE)));

        assertEquals(0.5, found.recallAt5());
    }

    @Test
    void acceptedDocumentMakesUpForTheExpectedOnes() {
        var found = judge(
                expecting(List.of(LEAVE), List.of("people/archive/annual-leave-2023.md"), List.of()),
                anAnswer().finding(passage(2, "people/archive/annual-leave-2023.md")));

        assertEquals(new CaseResult.Retrieval(true, true, 0, 1, 0.5, false, List.of()), found);
    }

    @Test
    void forbiddenDocumentIsALeakWhereverItRanks() {
        var found = judge(expecting(List.of(LEAVE), List.of(), List.of(BANDS)), anAnswer().finding(passage(1, LEAVE), passage(20, BANDS)));

        assertEquals(new CaseResult.Retrieval(true, true, 1, 1, 1, true, List.of("a passage is of a forbidden document")), found);
    }

    @Test
    void documentOfALikeNameIsAnotherOne() {
        var found = judge(expecting(List.of(), List.of(), List.of("salary-bands.md")), anAnswer().finding(passage(1, "people/old-salary-bands.md")));

        assertEquals(false, found.leaked());
    }

    @Test
    void answerFromACacheHasNoSearchToJudge() {
        var found = judge(LEAVE_PAGE, anAnswer().fromCache().finding());

        assertEquals(new CaseResult.Retrieval(false, true, 0, 0, 0, false, List.of()), found);
    }

    @Test
    void forbiddenDocumentBehindACachedAnswerIsALeakToo() {
        var found = judge(expecting(List.of(), List.of(), List.of(BANDS)), anAnswer().fromCache().finding(passage(1, BANDS)));

        assertEquals(new CaseResult.Retrieval(false, false, 0, 0, 0, true, List.of("a passage is of a forbidden document")), found);
    }

    @Test
    void nothingExpectedAndNothingFoundIsRight() {
        var found = judge(expecting(List.of(), List.of(), List.of(BANDS)), aRefusal());

        assertEquals(new CaseResult.Retrieval(true, false, 0, 0, 0, false, List.of()), found);
    }

    @Test
    void missingRecordAndMissingAnswerFoundNothing() {
        var answer = anAnswer();

        var unrecorded = RetrievalJudge.judge(LEAVE_PAGE, new Observed.Unrecorded(answer.answer(), answer.answerJson()));
        var failed = RetrievalJudge.judge(LEAVE_PAGE, new Observed.Failed("deadline-exceeded"));

        assertEquals(new CaseResult.Retrieval(true, true, 0, 0, 0, false, List.of("the answer record did not arrive in time")), unrecorded);
        assertEquals(new CaseResult.Retrieval(true, true, 0, 0, 0, false, List.of("no answer: deadline-exceeded")), failed);
    }

    private static CaseResult.Retrieval judge(Expectation expect, AnAnswer answer) {
        return RetrievalJudge.judge(expect, new Observed.Recorded(answer.answer(), answer.answerJson(), answer.record(), answer.recordJson()));
    }

    private static Expectation expecting(List<String> documents, List<String> alsoAccepted, List<String> forbidden) {
        return new Expectation(documents, alsoAccepted, null, forbidden, null, null);
    }
}
