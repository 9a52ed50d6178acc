package dev.surety.evaluation.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.api.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading a suite and holding it against the rules; each refusal names file, line and rule. */
class SuiteRulesTest {

    private static final String GOOD = """
            suite: small
            tenant: kestrel
            description: A few questions about leave.
            corpus: pages
            thresholds:
              retrieval: { recallAt5: 0.8, mrr: 0.5, leaks: 0 }
              generation:
                correct: { simple: 0.9, not-permitted: 1.0 }
                leaks: 0
                unsupported: 0
            cases:
              - id: leave-days
                kind: simple
                question: How many days of annual leave do I have?
                askAs: alice
                expect:
                  documents: [people/annual-leave.md]
                  mustContain: ["28 days"]
              - id: salary
                kind: not-permitted
                question: What does an engineer of level 4 earn?
                askAs: alice
                expect:
                  forbiddenDocuments: [people/salary-bands.md]
                  mustNotContain: ["76,400"]
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void theCorpusIsThere() throws IOException {
        Files.createDirectory(folder.resolve("pages"));
    }

    @Test
    void goodSuiteIsReadWhole() throws IOException {
        var file = read(GOOD);

        assertEquals(
                new Suite(
                        "small",
                        "kestrel",
                        "A few questions about leave.",
                        "pages",
                        new Suite.Thresholds(
                                new Suite.Retrieval(0.8, 0.5, 0),
                                new Suite.Generation(Map.of(CaseKind.SIMPLE, 0.9, CaseKind.NOT_PERMITTED, 1.0), 0, 0)),
                        List.of(
                                new Suite.Case(
                                        "leave-days", CaseKind.SIMPLE, "How many days of annual leave do I have?", "alice",
                                        new Suite.Expectation(List.of("people/annual-leave.md"), null, List.of("28 days"), null, null, null)),
                                new Suite.Case(
                                        "salary", CaseKind.NOT_PERMITTED, "What does an engineer of level 4 earn?", "alice",
                                        new Suite.Expectation(null, null, null, List.of("people/salary-bands.md"), List.of("76,400"), null)))),
                file.suite());
        assertEquals(Optional.of(folder.resolve("pages")), file.corpus());
        assertTrue(file.version().matches("[0-9a-f]{12}"), file.version());
    }

    @Test
    void versionFollowsFromTheContent() throws IOException {
        var before = read(GOOD).version();

        assertEquals(before, read(GOOD).version());
        assertTrue(!before.equals(read(GOOD + "# a remark\n").version()));
    }

    @Test
    void casesSayWhichOutcomesAreRightOrTheirKindDoes() throws IOException {
        var cases = read(GOOD.replace("mustContain: [\"28 days\"]", "outcomes: [answered, sources-only]")).suite().cases();

        assertEquals(Set.of(Outcome.ANSWERED, Outcome.SOURCES_ONLY), cases.getFirst().rightOutcomes());
        assertEquals(Set.of(Outcome.REFUSED, Outcome.SOURCES_ONLY, Outcome.HANDED_OFF), cases.getLast().rightOutcomes());
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiterString = " => ", textBlock = """
            suite: small => suite: other => small.yaml:1: suite: is 'other'; the suite in this file is called 'small'
            tenant: kestrel => tenant: Kestrel Ltd => small.yaml:2: tenant: is no name of a tenant
            A few questions about leave. => '" "' => small.yaml:3: description: is empty
            corpus: pages => corpus: elsewhere => small.yaml:4: corpus: names no folder: FOLDER/elsewhere
            recallAt5: 0.8 => recallAt5: 1.1 => small.yaml:6: thresholds.retrieval.recallAt5: is 1.1, it must be 0 to 1
            mrr: 0.5 => mrr: -0.1 => small.yaml:6: thresholds.retrieval.mrr: is -0.1, it must be 0 to 1
            mrr: 0.5, leaks: 0 => mrr: 0.5, leaks: -1 => small.yaml:6: thresholds.retrieval.leaks: is -1, it must be at least 0
            simple: 0.9 => simple: 90 => small.yaml:8: thresholds.generation.correct.simple: is 90.0, it must be 0 to 1
            unsupported: 0 => unsupported: -2 => small.yaml:10: thresholds.generation.unsupported: is -2, it must be at least 0
            '{ simple: 0.9, ' => '{ ' => small.yaml:8: thresholds.generation.correct: has no share for the kind simple, which has cases
            simple: 0.9 => simple: 0.9, ambiguous: 1 => small.yaml:8: thresholds.generation.correct: has a share for the kind ambiguous, which has no case
            id: salary => id: Salary! => small.yaml:19: cases.1.id: is 'Salary!': lower-case letters, digits and hyphens, at most 80
            id: salary => id: leave-days => small.yaml:19: cases.1.id: 'leave-days' is taken by an earlier case
            How many days of annual leave do I have? => '""' => small.yaml:14: cases.0.question: has 1 to 4000 characters
            askAs: alice => askAs: Alice Moreno => small.yaml:15: cases.0.askAs: is no user name
            documents: [people/annual-leave.md] => documents: [] => small.yaml:17: cases.0.expect.documents: a simple case names the documents that answer it
            [people/annual-leave.md] => [/people/annual-leave.md] => small.yaml:17: cases.0.expect.documents: '/people/annual-leave.md' is no tail of a URI such as people/annual-leave.md
            [people/salary-bands.md] => ["corpus://k/x.md"] => small.yaml:24: cases.1.expect.forbiddenDocuments: 'corpus://k/x.md' is no tail of a URI such as people/annual-leave.md
            28 days => ** => small.yaml:18: cases.0.expect.mustContain: '**' has no letter and no digit
            76,400 => 76 => small.yaml:25: cases.1.expect.mustNotContain: '76' is too short to mean anything
            76,400 => Level 4 => small.yaml:25: cases.1.expect.mustNotContain: 'Level 4' stands in the question itself
            mustContain: ["28 days"] => forbiddenDocuments: [people/annual-leave.md] => small.yaml:18: cases.0.expect.forbiddenDocuments: [people/annual-leave.md] can't be right and forbidden
            mustContain: ["28 days"] => outcomes: [maybe] => small.yaml:18: cases.0.expect.outcomes: there is no outcome 'maybe': use answered, sources-only, clarification, refused, handed-off
            mustNotContain: ["76,400"] => mustNotContain: [] => small.yaml:23: cases.1.expect: a not-permitted case names forbiddenDocuments and mustNotContain
            """)
    void brokenRuleIsNamedWithFileAndLine(String good, String broken, String refusal) {
        assertTrue(GOOD.contains(good), good);

        var rejected = rejected(GOOD.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(broken)));

        assertEquals(refusal.replace("FOLDER", folder.toString()), rejected);
    }

    @Test
    void refusalHasOneLineForEachBrokenRule() {
        var rejected = rejected(GOOD.replace("tenant: kestrel", "tenant: K").replace("mrr: 0.5", "mrr: 2.0"));

        assertEquals("""
                small.yaml:2: tenant: is no name of a tenant
                small.yaml:6: thresholds.retrieval.mrr: is 2.0, it must be 0 to 1""", rejected);
    }

    @Test
    void refusalOfAQuestionWithoutAnAnswerAsksForNoRightWords() {
        var rejected = rejected(GOOD.replace("kind: simple", "kind: should-refuse").replace("{ simple: 0.9,", "{ should-refuse: 0.9,"));

        assertEquals("small.yaml:16: cases.0.expect: a should-refuse case has no right document and no right words", rejected);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiterString = " => ", textBlock = """
            tenant: kestrel => tenant: kestrel\\ncolour: red => small.yaml:3: there is no key 'colour' here; known are cases, corpus, description, suite, tenant, thresholds
            tenant: kestrel => tenant: kestrel\\ntenant: other => small.yaml:3: not valid YAML: Duplicate field 'tenant'
            kind: simple => kind: hard => small.yaml:13: cases.0.kind: there is no kind 'hard': use simple, ambiguous, should-refuse or not-permitted
            ["28 days"] => [28] => small.yaml:18: cases.0.expect.mustContain.0: 28 is no text to YAML: put it in quotes
            mrr: 0.5, leaks: 0 => mrr: 0.5, leaks: 0.5 => small.yaml:6: thresholds.retrieval.leaks: Cannot coerce Floating-point value (0.5) to `int` value (but could if coercion was enabled using `CoercionConfig`)
            """)
    void whatIsNoSuiteIsNamedWithFileAndLine(String good, String broken, String refusal) {
        assertTrue(GOOD.contains(good), good);

        var rejected = rejected(GOOD.replace(good, broken.replace("\\n", "\n")));

        assertEquals(refusal, rejected);
    }

    @Test
    void missingPartIsNamed() {
        assertTrue(rejected(GOOD.replace("tenant: kestrel\n", "")).contains("tenant"));
        assertTrue(rejected(GOOD.substring(0, GOOD.indexOf("cases:"))).contains("cases"));
    }

    @Test
    void fileThatIsNoTextIsRefused() throws IOException {
        var file = Files.write(folder.resolve("small.yaml"), "suite: sm\u00e4ll".getBytes(StandardCharsets.ISO_8859_1));

        assertEquals("small.yaml: not valid UTF-8", assertThrows(RejectedSuite.class, () -> SuiteFile.read(file)).getMessage());
        assertEquals("small.yaml: the file is empty", rejected(""));
    }

    @Test
    void hugeFileIsRefusedUnread() throws IOException {
        var file = Files.write(folder.resolve("small.yaml"), new byte[4 * 1024 * 1024 + 1]);

        assertEquals(
                "small.yaml: 4194305 bytes; a suite has at most 4194304", assertThrows(RejectedSuite.class, () -> SuiteFile.read(file)).getMessage());
    }

    @Test
    void onlyANameIsLookedForOnTheDisk() throws IOException {
        Files.writeString(folder.resolve("small.yaml"), GOOD);
        Files.createDirectory(folder.resolve("inner"));
        var suites = new Suites(() -> folder.resolve("inner"));

        assertEquals(Optional.empty(), suites.byName("../small"));
        assertEquals(Optional.empty(), suites.byName("small"));
        assertEquals("small", new Suites(() -> folder).byName("small").orElseThrow().suite().name());
    }

    private SuiteFile read(String yaml) throws IOException {
        return SuiteFile.read(Files.writeString(folder.resolve("small.yaml"), yaml));
    }

    private String rejected(String yaml) {
        return assertThrows(RejectedSuite.class, () -> read(yaml)).getMessage();
    }
}
