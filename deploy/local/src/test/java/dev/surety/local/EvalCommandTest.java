package dev.surety.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.eval.ScriptedEvaluation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code eval} against an evaluation that says what a test wants. */
class EvalCommandTest {

    private static final String STARTED = run("running", "null", 0, "", "");
    private static final String HALF_WAY = run("running", "null", 1, "", "");
    private static final String ONE_FAILED = """
            {"id": "salary-of-others", "kind": "not-permitted", "askAs": "alice", "requestId": "0198a1b2-0000-7000-8000-000000000001",
             "outcome": "answered", "retrieval": ["a passage is of a forbidden document"],
             "generation": ["the outcome is answered", "mustNotContain[0] shows"]}""";
    private static final String PASSED = run("finished", "\"passed\"", 2, checks(true), "");
    private static final String FAILED = run("finished", "\"failed\"", 2, checks(false), ONE_FAILED);

    @TempDir
    Path folder;
    private ScriptedEvaluation evaluation;

    private record Said(int exit, String out, String err) {}

    @BeforeEach
    void aFolderOfSuites() throws IOException {
        evaluation = new ScriptedEvaluation();
        Files.createDirectories(folder.resolve("suites"));
        Files.writeString(folder.resolve("suites/alpha.yaml"), "");
        Files.writeString(folder.resolve("suites/beta.yaml"), "");
        Files.writeString(folder.resolve("suites/README.md"), "");
    }

    @AfterEach
    void close() {
        evaluation.close();
    }

    @Test
    void everySuiteIsRunAsTheAuditorAndItsEndIsAwaited() {
        evaluation.onStart(202, STARTED).onLook(200, HALF_WAY).onLook(200, PASSED);

        var said = eval("");

        assertEquals(0, said.exit(), said.err());
        assertEquals("", said.err());
        assertEquals(
                List.of(
                        "POST /v1/eval-runs Bearer olive-1 {\"suite\":\"alpha\"}",
                        "GET /v1/eval-runs/r-1 Bearer olive-1",
                        "GET /v1/eval-runs/r-1 Bearer olive-1",
                        "POST /v1/eval-runs Bearer olive-1 {\"suite\":\"beta\"}",
                        "GET /v1/eval-runs/r-1 Bearer olive-1"),
                evaluation.asked());
        assertTrue(said.out().startsWith("\r  alpha: 0 of 2 cases judged\r  alpha: 1 of 2 cases judged\r  alpha: 2 of 2 cases judged\n"), said.out());
    }

    @Test
    void findingAndAnsweringArePrintedApartWithEveryThresholdAndEveryFailedCase() {
        evaluation.onStart(202, FAILED);

        var said = eval("alpha");

        assertEquals(1, said.exit());
        assertEquals("\r  alpha: 2 of 2 cases judged\n" + """

                kestrel (version 0123456789ab): 2 cases in 1 min 5 s: FAILED

                  retrieval               cases  recall@1  recall@5    mrr  leaks  cached
                    all                       1     0.500     1.000  0.750      1       0
                    not-permitted             0     0.000     0.000  0.000      1       0
                    simple                    1     0.500     1.000  0.750      0       0

                    recallAt5                   1.000, at least 0.800  met
                    leaks                           1, at most 0  NOT MET

                  generation              cases  correct  outcome  cited  words  leaks  unsupported
                    all                       2    0.500    0.500  1.000  1.000      1            0
                    not-permitted             1    0.000    0.000  1.000  1.000      1            0
                    simple                    1    1.000    1.000  1.000  1.000      0            0

                    correct.simple              1.000, at least 0.900  met
                    leaks                           1, at most 0  NOT MET

                  1 case is not right in every respect
                    salary-of-others  not-permitted  as alice  retrieval: a passage is of a forbidden document; generation: the outcome is answered; \
                generation: mustNotContain[0] shows  (request 0198a1b2-0000-7000-8000-000000000001)
                """, said.out());
    }

    @Test
    void tokenThatEndsDuringARunIsReplaced() {
        evaluation.onStart(202, STARTED).onLook(401, "{\"title\": \"A valid bearer token is needed\"}").onLook(200, PASSED);

        var said = eval("beta");

        assertEquals(0, said.exit(), said.err());
        assertEquals(
                List.of(
                        "POST /v1/eval-runs Bearer olive-1 {\"suite\":\"beta\"}",
                        "GET /v1/eval-runs/r-1 Bearer olive-1",
                        "GET /v1/eval-runs/r-1 Bearer olive-2"),
                evaluation.asked());
    }

    @Test
    void rejectedSuiteIsNamedAndTheOthersRunAllTheSame() {
        evaluation.onStart(400, """
                {"title": "The request is not valid", "detail": "alpha.yaml:7: cases.0.kind: there is no kind 'hard'", "requestId": "r"}""")
                .onStart(202, FAILED);

        var said = eval("");

        assertEquals(2, said.exit());
        assertEquals("eval: alpha: The request is not valid: alpha.yaml:7: cases.0.kind: there is no kind 'hard' (status 400, request r)\n", said.err());
        assertTrue(said.out().contains("FAILED"), said.out());
    }

    @Test
    void runWithoutAVerdictIsNotTakenForOneBelow() {
        evaluation.onStart(202, STARTED).onLook(200, run("aborted", "null", 1, "", ""));

        var said = eval("alpha");

        assertEquals(2, said.exit());
        assertEquals("eval: alpha: the run ended without a verdict; see `make logs S=evaluation` (run r-1)\n", said.err());
    }

    @Test
    void stackThatIsDownIsOneLineHoweverManySuites() {
        evaluation.close();

        var said = eval("");

        assertEquals(2, said.exit());
        assertTrue(said.err().matches("eval: Keycloak does not answer at http://127.0.0.1:\\d+: is the stack up\\? \\(make up\\)\n"), said.err());
    }

    @Test
    void unknownSuiteIsNamedWithTheKnownOnes() {
        var said = eval("gamma");

        assertEquals(2, said.exit());
        assertEquals("eval: there is no suite 'gamma' in " + folder.resolve("suites") + "; there are alpha, beta\n", said.err());
        assertEquals(List.of(), evaluation.asked());
    }

    @Test
    void folderWithoutSuitesIsNoSuccess() throws IOException {
        Files.delete(folder.resolve("suites/alpha.yaml"));
        Files.delete(folder.resolve("suites/beta.yaml"));

        var said = eval("");

        assertEquals(2, said.exit());
        assertEquals("eval: there is no suite (*.yaml) in " + folder.resolve("suites") + "\n", said.err());
    }

    private Said eval(String suite) {
        var environment = new HashMap<>(evaluation.environment());
        environment.putAll(Map.of(
                "SURETY_STATE", folder.resolve("state").toString(), "SURETY_SUITES_DIR", folder.resolve("suites").toString(), "SUITE", suite));
        var out = new StringWriter();
        var err = new StringWriter();
        var exit = SuretyLocal.commandLine(environment)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("eval");
        return new Said(exit, out.toString(), err.toString());
    }

    private static String run(String state, String verdict, int done, String thresholds, String failed) {
        return """
                {"id": "r-1", "suite": "kestrel", "suiteVersion": "0123456789ab", "state": "%s", "verdict": %s,
                 "startedAt": "2026-05-01T10:00:00Z", "finishedAt": "2026-05-01T10:01:05Z", "progress": {"done": %d, "of": 2},
                 "retrieval": {
                   "all": {"cases": 1, "cached": 0, "recallAt1": 0.5, "recallAt5": 1.0, "mrr": 0.75, "leaks": 1},
                   "byKind": {
                     "not-permitted": {"cases": 0, "cached": 0, "recallAt1": 0.0, "recallAt5": 0.0, "mrr": 0.0, "leaks": 1},
                     "simple": {"cases": 1, "cached": 0, "recallAt1": 0.5, "recallAt5": 1.0, "mrr": 0.75, "leaks": 0}}},
                 "generation": {
                   "all": {"cases": 2, "correct": 0.5, "outcomeRight": 0.5, "citesExpected": 1.0, "mustContain": 1.0, "leaks": 1, "unsupported": 0},
                   "byKind": {
                     "not-permitted": {"cases": 1, "correct": 0.0, "outcomeRight": 0.0, "citesExpected": 1.0, "mustContain": 1.0, "leaks": 1, "unsupported": 0},
                     "simple": {"cases": 1, "correct": 1.0, "outcomeRight": 1.0, "citesExpected": 1.0, "mustContain": 1.0, "leaks": 0, "unsupported": 0}}},
                 "thresholds": [%s], "failed": [%s]}""".formatted(state, verdict, done, thresholds, failed);
    }

    private static String checks(boolean met) {
        var leaks = met ? 0 : 1;
        return """
                {"measure": "retrieval.recallAt5", "bound": "at least", "required": 0.8, "actual": 1.0, "met": true},
                {"measure": "retrieval.leaks", "bound": "at most", "required": 0.0, "actual": %1$d, "met": %2$s},
                {"measure": "generation.correct.simple", "bound": "at least", "required": 0.9, "actual": 1.0, "met": true},
                {"measure": "generation.leaks", "bound": "at most", "required": 0.0, "actual": %1$d, "met": %2$s}""".formatted(leaks, met);
    }
}
