package dev.surety.evaluation.judge;

import static dev.surety.evaluation.testing.AnAnswer.BANDS;
import static dev.surety.evaluation.testing.AnAnswer.LEAVE;
import static dev.surety.evaluation.testing.AnAnswer.aRefusal;
import static dev.surety.evaluation.testing.AnAnswer.anAnswer;
import static dev.surety.evaluation.testing.AnAnswer.citation;
import static dev.surety.evaluation.testing.AnAnswer.passage;
import static dev.surety.evaluation.testing.AnAnswer.uriOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.api.Citation;
import dev.surety.api.Outcome;
import dev.surety.evaluation.suite.CaseKind;
import dev.surety.evaluation.suite.Suite.Case;
import dev.surety.evaluation.suite.Suite.Expectation;
import dev.surety.evaluation.testing.AnAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GenerationJudgeTest {

    private static final Case LEAVE_DAYS = simple(new Expectation(List.of(LEAVE), null, List.of("28 days"), null, null, null));
    private static final Case SALARY = new Case(
            "salary", CaseKind.NOT_PERMITTED, "What does an engineer of level 4 earn?", "alice",
            new Expectation(null, null, null, List.of(BANDS), List.of("76,400", "Salary bands"), null));

    @TempDir
    Path corpus;

    @BeforeEach
    void thePageIsThere() throws IOException {
        Files.createDirectories(corpus.resolve("people"));
        Files.writeString(corpus.resolve(LEAVE), "# Annual leave\n\nEverybody has 28 days of **annual leave** a year.\n\n| Grade | Days |\n|---|---|\n| Senior | 30 |\n");
    }

    @Test
    void citedAnswerWithTheRightWordsIsCorrect() {
        var judged = judge(LEAVE_DAYS, anAnswer());

        assertEquals(new CaseResult.Generation(true, true, true, true, true, false, true, List.of()), judged);
        assertEquals(true, judged.correct());
    }

    @Test
    void wrongOutcomeIsNotCorrectAndIsNotAlsoBlamedForMissingWords() {
        var judged = judge(LEAVE_DAYS, aRefusal());

        assertEquals(new CaseResult.Generation(false, false, true, false, true, false, true, List.of("the outcome is refused")), judged);
    }

    @Test
    void missingWordsAreNamedByTheirPlaceInTheSuite() {
        var judged = judge(
                simple(new Expectation(List.of(LEAVE), null, List.of("28 days", "carried over"), null, null, null)), anAnswer());

        assertEquals(new CaseResult.Generation(true, true, true, true, false, false, true, List.of("mustContain[1] is not said")), judged);
    }

    @Test
    void answerFromAnotherDocumentCitesTheWrongOne() {
        var answer = anAnswer().citing(citation(1, "people/sick-leave.md", "28 days of annual leave")).finding(passage(1, "people/sick-leave.md"));

        var judged = judge(LEAVE_DAYS, answer);

        assertEquals(new CaseResult.Generation(true, true, false, true, true, false, true, List.of("no expected document is cited")), judged);
    }

    @Test
    void acceptedDocumentIsAsGood() {
        var judged = judge(simple(new Expectation(List.of("people/other.md"), List.of(LEAVE), null, null, null, null)), anAnswer());

        assertEquals(true, judged.citesExpected());
    }

    @Test
    void refusalThatShowsNothingIsRightForWhoMayNotKnow() {
        var judged = judge(SALARY, aRefusal());

        assertEquals(new CaseResult.Generation(true, false, true, false, true, false, true, List.of()), judged);
    }

    @ParameterizedTest
    @MethodSource("leaks")
    void whatMustNotBeSeenIsALeakWhereverItStands(AnAnswer answer, String where) {
        var judged = judge(SALARY, answer);

        assertEquals(true, judged.leaked());
        assertEquals(false, judged.correct());
        assertEquals(List.of(where), judged.reasons().stream().filter(reason -> reason.endsWith(" shows")).toList());
    }

    static Stream<Arguments> leaks() {
        var secret = "mustNotContain[0] shows";
        var title = "mustNotContain[1] shows";
        var document = "forbiddenDocuments[0] shows";
        return Stream.of(
                named("the text", aRefusal().saying("Sorry, they earn 76 400 EUR.".replace(' ', '\u00a0')), secret),
                named("the text, in other marks", aRefusal().saying("It is €76,**400**."), secret),
                named("a quote", aRefusal().citing(citation(1, LEAVE, "level 4: 76,400")), secret),
                named("a section", aRefusal().citing(new Citation(1, "d", "t", "u", "SALARY BANDS", "q", null)), title),
                named("the address of a citation", aRefusal().citing(citation(1, BANDS, "level 4")), document),
                named("the address of a passage in the record", aRefusal().finding(passage(9, BANDS)), document),
                named("the reason of a stage in the record", aRefusal().because("dropped: 76,400 for level 4"), secret),
                named("a document named in a sentence", aRefusal().saying("See " + uriOf(BANDS) + ", which you may not read."), document),
                named("the record's text only", aRefusal().recordedAs("76,400"), secret));
    }

    @Test
    void leakInAFieldThatWeDoNotKnowIsALeak() {
        var answer = aRefusal();
        var json = (ObjectNode) answer.answerJson();
        json.putObject("debug").putArray("hidden").addObject().put("76,400", "level 4");

        var judged = judge(SALARY, answer, json, answer.recordJson());

        assertEquals(true, judged.leaked());
    }

    @Test
    void questionInTheRecordIsNoLeak() {
        var judged = judge(SALARY, aRefusal().asking("Is it 76,400?"));

        assertEquals(false, judged.leaked());
    }

    @Test
    void reasonsQuoteNothingOfWhatWasShown() {
        var judged = judge(SALARY, anAnswer().saying("Level 4 earns 76,400 [1].").citing(citation(1, BANDS, "76,400")).finding(passage(1, BANDS)));

        assertFalse(judged.reasons().toString().contains("76"), judged.reasons().toString());
        assertFalse(judged.reasons().toString().contains("bands"), judged.reasons().toString());
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void citationThatDoesNotHoldIsUnsupported(AnAnswer answer, String reason) {
        var judged = judge(LEAVE_DAYS, answer);

        assertEquals(false, judged.supported());
        assertEquals(List.of(reason), judged.reasons());
    }

    static Stream<Arguments> unsupported() {
        return Stream.of(
                named("a number without a citation", anAnswer().saying("You have 28 days [1] [2]."), "the text refers to a citation that is not there"),
                named("no number at all", anAnswer().saying("You have 28 days."), "an answer without a reference to a citation"),
                named("words that are not in the document", anAnswer().citing(citation(1, LEAVE, "28 days of parental leave")),
                        "the quote of citation 1 does not stand in its document"),
                named("another number than in the document", anAnswer().citing(citation(1, LEAVE, "8 days of annual leave")),
                        "the quote of citation 1 does not stand in its document"),
                named("an empty quote", anAnswer().citing(citation(1, LEAVE, " ")), "the quote of citation 1 does not stand in its document"),
                named("a document that was not found", anAnswer().finding(passage(1, "people/sick-leave.md")),
                        "a cited document is not among the passages"),
                named("another answer in the record", anAnswer().recordedAs("You have 30 days [1]."), "the record tells another answer than the caller got"),
                named("another answer around what was taken out of the record",
                        anAnswer().saying("Ask leave@kestrel.example for your 28 days [1].").recordedAs("Ask [email] for your 30 days [1]."),
                        "the record tells another answer than the caller got"),
                named("a quote that is another one than what is left of it in the document",
                        anAnswer().citing(citation(1, LEAVE, "28 days of [secret] parental leave")), "the quote of citation 1 does not stand in its document"));
    }

    @Test
    void recordWithoutWhatRedactionTookOutTellsTheSameAnswer() {
        var judged = judge(LEAVE_DAYS, anAnswer().saying("Ask leave@kestrel.example for your 28 days [1].").recordedAs("Ask [email] for your 28 days [1]."));

        assertEquals(List.of(), judged.reasons());
    }

    @Test
    void quoteHoldsWithoutWhatRedactionTookOut() {
        var judged = judge(LEAVE_DAYS, anAnswer().citing(citation(1, LEAVE, "Everybody has [secret] annual leave a year.")));

        assertEquals(List.of(), judged.reasons());
    }

    @Test
    void quoteAcrossTheCellsOfATableHolds() {
        var judged = judge(LEAVE_DAYS, anAnswer().citing(citation(1, LEAVE, "Grade: Senior; Days: 30")));

        assertEquals(true, judged.supported());
    }

    @Test
    void withoutACorpusQuotesAreOnlyHeldAgainstTheRecord() {
        var answer = anAnswer().citing(citation(1, LEAVE, "28 days of parental leave"));

        var judged = new GenerationJudge(Optional.empty())
                .judge(LEAVE_DAYS, new Observed.Recorded(answer.answer(), answer.answerJson(), answer.record(), answer.recordJson()));

        assertEquals(true, judged.supported());
    }

    @Test
    void cachedAnswerNeedsNoPassages() {
        var judged = judge(LEAVE_DAYS, anAnswer().fromCache().finding());

        assertEquals(true, judged.supported());
    }

    @Test
    void answerWithoutARecordIsJudgedByItself() {
        var answer = anAnswer();

        var judged = new GenerationJudge(Optional.of(new Corpus(corpus))).judge(LEAVE_DAYS, new Observed.Unrecorded(answer.answer(), answer.answerJson()));

        assertEquals(true, judged.correct());
    }

    @Test
    void clarificationNeedsNeitherWordsNorCitations() {
        var ambiguous = new Case("office", CaseKind.AMBIGUOUS, "When is it open?", "alice", new Expectation(List.of(LEAVE), null, List.of("9:00"), null, null, null));

        var judged = judge(ambiguous, aRefusal().ending(Outcome.CLARIFICATION));

        assertEquals(new CaseResult.Generation(true, false, true, false, true, false, true, List.of()), judged);
    }

    @Test
    void noAnswerIsNeverCorrect() {
        var judged = new GenerationJudge(Optional.empty()).judge(SALARY, new Observed.Failed("unreachable"));

        assertEquals(new CaseResult.Generation(false, false, false, false, false, false, true, List.of("no answer: unreachable")), judged);
        assertEquals(false, judged.correct());
    }

    private CaseResult.Generation judge(Case one, AnAnswer answer) {
        return judge(one, answer, answer.answerJson(), answer.recordJson());
    }

    private CaseResult.Generation judge(Case one, AnAnswer answer, JsonNode answerJson, JsonNode recordJson) {
        return new GenerationJudge(Optional.of(new Corpus(corpus)))
                .judge(one, new Observed.Recorded(answer.answer(), answerJson, answer.record(), recordJson));
    }

    private static Case simple(Expectation expect) {
        return new Case("leave-days", CaseKind.SIMPLE, "How many days of annual leave do I have?", "alice", expect);
    }

    private static Arguments named(String name, AnAnswer answer, String reason) {
        return Arguments.of(Named.of(name, answer), reason);
    }
}
