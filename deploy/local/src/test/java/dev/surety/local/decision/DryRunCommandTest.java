package dev.surety.local.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import picocli.CommandLine;

/** The command against an evaluation that says what a test wants. */
class DryRunCommandTest {

    private static final String SAME = """
            {"policyVersion": "3f9a0c1b2d4e", "decisions": 5, "same": 4, "otherRule": 0, "flipped": 0, "decidedByAccess": 1, "notReplayable": 0, "flips": []}""";
    private static final String FLIPPED = """
            {"policyVersion": "3f9a0c1b2d4e", "decisions": 2, "same": 1, "otherRule": 0, "flipped": 1, "decidedByAccess": 0, "notReplayable": 0, "flips": [
             {"id": "e-1", "requestId": "r-1", "at": "2026-11-24T09:30:00Z", "action": "use-tier", "subject": "ivy",
              "from": {"effect": "allow", "rule": "every-tier-may-write"}, "to": {"effect": "deny", "rule": "nothing-of-clearance-2-leaves"}}]}""";

    @TempDir
    Path folder;

    private ScriptedServices services;

    private record Said(int exit, String out, String err) {}

    @BeforeEach
    void open() throws IOException {
        services = new ScriptedServices();
        Files.writeString(folder.resolve("contract.yaml"), "contract: demo");
    }

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void withoutAFlipItEndsWithNought() {
        services.on("/v1/policy-dry-runs", 200, SAME);

        var said = dryRun(Map.of("LAST", "5"));

        assertEquals(List.of("/v1/policy-dry-runs Bearer olive-token {\"contract\":\"contract: demo\",\"last\":5}"), services.asked());
        assertEquals(0, said.exit(), said.err());
        assertEquals(
                """
                5 decisions asked again of the rules of 3f9a0c1b2d4e
                       4  the same
                       0  the same by another rule
                       0  flipped
                       1  decided by the document itself
                       0  of an action that takes other members today
                """,
                said.out());
    }

    @Test
    void everyFlipIsARowAndItEndsWithOne() {
        services.on("/v1/policy-dry-runs", 200, FLIPPED);

        var said = dryRun(Map.of("AS", "erin"));

        assertEquals(1, said.exit());
        assertTrue(services.asked().getFirst().contains("Bearer erin-token"), services.asked().toString());
        assertTrue(services.asked().getFirst().endsWith("\"last\":1000}"), services.asked().toString());
        assertEquals(
                List.of("2026-11-24T09:30:00Z", "use-tier", "ivy", "allow by every-tier-may-write", "deny by nothing-of-clearance-2-leaves", "r-1"),
                List.of(said.out().lines().toList().getLast().strip().split(" {2,}")));
    }

    @Test
    void contractThatIsRefusedEndsWithTwoAndTheLine() {
        services.on("/v1/policy-dry-runs", 400, "{\"title\": \"The request is not valid\", \"detail\": \"contract.yaml:7: owner: is missing\", \"requestId\": \"r-1\"}");

        var said = dryRun(Map.of());

        assertEquals(2, said.exit());
        assertEquals("dry-run-policy: The request is not valid: contract.yaml:7: owner: is missing (status 400, request r-1)", said.err().strip());
    }

    @Test
    void whatCannotBeReadIsSaidInOneLine() {
        assertEquals("dry-run-policy: LAST is 'many': write a whole number from 1 to 10000", dryRun(Map.of("LAST", "many")).err().strip());
        assertEquals("dry-run-policy: nowhere.yaml is no file: CONTRACT names a contract", dryRun(Map.of("CONTRACT", "nowhere.yaml")).err().strip());
    }

    private Said dryRun(Map<String, String> more) {
        var environment = new HashMap<>(services.environment());
        environment.put("SURETY_STATE", folder.toString());
        environment.put("CONTRACT", folder.resolve("contract.yaml").toString());
        environment.putAll(more);
        var out = new StringWriter();
        var err = new StringWriter();
        var exit = new CommandLine(new DryRunCommand(environment)).setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println(line.getCommandName() + ": " + failure.getMessage());
                    return line.getCommandSpec().exitCodeOnExecutionException();
                })
                .execute();
        return new Said(exit, out.toString(), err.toString());
    }
}
