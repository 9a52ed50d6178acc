package dev.surety.local.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command against services that say what a test wants. */
class ExplainAccessCommandTest {

    private static final String DENIED = "{\"decision\": \"deny\", \"rule\": \"no-match\", \"reason\": \"no rule allows it\", \"policyVersion\": \"3f9a0c1b2d4e\"}";
    private static final String EXPLAINED = """
            {"decision": "deny", "rule": "document-access", "reason": "the document does not permit the caller", "policyVersion": "3f9a0c1b2d4e",
             "explanation": {
               "caller": {"user": "alice", "tenant": "kestrel", "tags": ["group:kestrel-staff", "user:alice"], "clearance": 1, "from": "%s"},
               "document": {"documentId": "d-1", "index": "kestrel", "uri": "corpus://kestrel/people.md",
                            "access": {"tenant": "kestrel", "allow": ["group:people"], "deny": [], "clearance": 1}},
               "access": [{"clause": "tenant", "holds": true, "detail": "the document is of kestrel, the caller of kestrel"},
                          {"clause": "allow", "holds": false, "detail": "the caller has none of group:people"}],
               "rules": [{"action": "search", "effect": "allow", "rule": "known-callers-search", "reason": "r"}],
               "wouldGrant": ["group:people"]}}""";

    @TempDir
    Path folder;

    private ScriptedServices services;

    private record Said(int exit, String out, String err) {}

    @BeforeEach
    void open() throws IOException {
        services = new ScriptedServices();
    }

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void personIsToldTheVerdictOnly() {
        services.on("/v1/decisions", 200, DENIED);

        var said = explain(Map.of("EXPLAIN_USER", "alice", "DOC", "corpus://kestrel/people.md"));

        assertEquals(List.of("/v1/decisions Bearer alice-token {\"action\":\"read\",\"resource\":{\"uri\":\"corpus://kestrel/people.md\"}}"), services.asked());
        assertEquals(
                """
                alice may not read corpus://kestrel/people.md
                  rule         no-match
                  reason       no rule allows it
                  policy       3f9a0c1b2d4e
                """,
                said.out());
    }

    @Test
    void administratorIsToldWhyLineByLine() {
        services.on("/v1/decisions", 200, EXPLAINED.formatted("directory"));

        var said = explain(Map.of("EXPLAIN_USER", "alice", "DOC", "d-0123456789abcdef0123456789abcdef", "AS", "erin"));

        assertEquals(
                List.of("/v1/decisions Bearer erin-token {\"action\":\"read\",\"resource\":{\"documentId\":\"d-0123456789abcdef0123456789abcdef\"},\"caller\":{\"user\":\"alice\"}}"),
                services.asked());
        assertEquals(
                """
                alice may not read d-0123456789abcdef0123456789abcdef
                  rule         document-access
                  reason       the document does not permit the caller
                  policy       3f9a0c1b2d4e
                  caller       group:kestrel-staff, user:alice, clearance 1, as the directory says; what a token may add is not known
                  document     d-1 in kestrel, corpus://kestrel/people.md
                  access       tenant     holds the document is of kestrel, the caller of kestrel
                  access       allow      FAILS the caller has none of group:people
                  rules        search     allow known-callers-search
                  would grant  group:people
                """,
                said.out());
    }

    @Test
    void ofSomebodyWhomTheDirectoryDoesNotKnowATokenIsAsked() {
        var grant = "e30." + Base64.getUrlEncoder().encodeToString("{\"clearance\": 2}".getBytes(StandardCharsets.UTF_8)) + ".x";
        services.on("/v1/decisions", 404, "{\"title\": \"There is no such thing\"}")
                .on("/v1/grants", 200, "{\"grant\": \"%s\", \"tags\": [\"group:kestrel-staff\", \"user:alice\"]}".formatted(grant))
                .on("/v1/decisions", 200, EXPLAINED.formatted("request"));

        var said = explain(Map.of("EXPLAIN_USER", "alice", "DOC", "corpus://a", "AS", "erin"));

        assertEquals(0, said.exit(), said.err());
        assertEquals("/v1/grants Bearer alice-token", services.asked().get(1));
        assertEquals(
                "/v1/decisions Bearer erin-token {\"action\":\"read\",\"resource\":{\"uri\":\"corpus://a\"},"
                        + "\"caller\":{\"user\":\"alice\",\"clearance\":2,\"tags\":[\"group:kestrel-staff\",\"user:alice\"]}}",
                services.asked().get(2));
    }

    @Test
    void whatIsMissingIsSaidInOneLine() {
        assertEquals("explain-access: USER is not set: add USER=alice", explain(Map.of("USER", "root", "DOC", "corpus://a")).err().strip());
        assertEquals(
                "explain-access: DOC is not set: add DOC=corpus://kestrel/people/annual-leave.md, or the id of a document",
                explain(Map.of("EXPLAIN_USER", "alice")).err().strip());
    }

    @Test
    void refusalIsShownAsItIs() {
        services.on("/v1/decisions", 403, "{\"title\": \"Not allowed\", \"detail\": \"leave out caller\", \"requestId\": \"r-1\"}");

        var said = explain(Map.of("EXPLAIN_USER", "alice", "DOC", "corpus://a", "AS", "bob"));

        assertEquals("explain-access: Not allowed: leave out caller (status 403, request r-1)", said.err().strip());
        assertEquals(1, said.exit());
    }

    private Said explain(Map<String, String> more) {
        var environment = new HashMap<>(services.environment());
        environment.put("SURETY_STATE", folder.toString());
        environment.putAll(more);
        return said(new CommandLine(new ExplainAccessCommand(environment)));
    }

    private static Said said(CommandLine command) {
        var out = new StringWriter();
        var err = new StringWriter();
        var exit = command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println(line.getCommandName() + ": " + failure.getMessage());
                    return line.getCommandSpec().exitCodeOnExecutionException();
                })
                .execute();
        return new Said(exit, out.toString(), err.toString());
    }
}
