package dev.surety.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.contract.ContractFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code check-contract}, which needs nothing that runs. */
class CheckContractTest {

    private static final Path REAL = Path.of("../contract.yaml");

    @TempDir
    Path folder;

    private record Said(int exit, String out, String err) {}

    @Test
    void contractThatAddsUpIsSummedUp() {
        var said = check(Map.of("CONTRACT", REAL.toString()));

        assertEquals(new Said(0, """
                ../contract.yaml: kestrel-assistant adds up, version %s
                  latency     2500 ms on the path, 2500 ms promised
                  late        5%% on the path, 5%% allowed
                  failed      1%% on the path, 1%% allowed
                  worst cost  0.0015 USD by extractive -> large, ceiling 0.03 USD
                  runbooks    all there
                """.formatted(ContractFile.read(REAL).version()), ""), said);
    }

    @Test
    void withoutAFileTheContractOfTheCheckoutIsChecked() {
        var said = check(Map.of());

        assertEquals(0, said.exit(), said.err());
        assertTrue(said.out().contains("contract.yaml: kestrel-assistant adds up, version " + ContractFile.read(REAL).version()), said.out());
    }

    @Test
    void everyBrokenRuleIsToldAndTheExitSaysSo() throws IOException {
        var file = changed("target: 2500ms", "target: 2400ms", "entries: 10000", "entries: -1");

        var said = check(Map.of("CONTRACT", file.toString()));

        assertEquals(1, said.exit());
        assertEquals("", said.out());
        assertEquals("""
                %1$s:%2$d: slices: latency targets of the path add up to 2500 ms, objectives.latency.target is 2400 ms: shorten one, or raise the target
                %1$s:%3$d: routing.cache.entries: is -1, it must be at least 0
                """.formatted(file, lineOf(file, "slices:"), lineOf(file, "entries: -1")), said.err());
    }

    @Test
    void runbookThatIsMissingInTheCheckoutIsABrokenRule() throws IOException {
        Files.createDirectories(folder.resolve("docs/runbooks"));
        for (var page : ContractFile.read(REAL).contract().degradation()) {
            Files.writeString(folder.resolve(page.runbook()), "# a page");
        }
        Files.delete(folder.resolve("docs/runbooks/load-shed.md"));
        var file = changed("ceilingUsd: \"0.03\"", "ceilingUsd: \"0.04\"");

        var said = check(Map.of("CONTRACT", file.toString()));

        assertEquals(1, said.exit());
        assertEquals("%s:%d: degradation[7].runbook: there is no docs/runbooks/load-shed.md in %s: write the page%n"
                .formatted(file, lineOf(file, "runbook: docs/runbooks/load-shed.md"), folder), said.err());
    }

    @Test
    void withoutDocsAroundItPagesAreNotLookedForAndThatIsSaid() throws IOException {
        var file = changed("ceilingUsd: \"0.03\"", "ceilingUsd: \"0.04\"");

        var said = check(Map.of("CONTRACT", file.toString()));

        assertEquals(0, said.exit(), said.err());
        assertTrue(said.out().endsWith("  runbooks    not looked for: no docs/ around " + file + System.lineSeparator()), said.out());
    }

    @Test
    void reviewThatIsDueIsAWarningAndNoFailure() throws IOException {
        var file = changed("reviewBy: 2027-05-31", "reviewBy: 2020-05-31");

        var said = check(Map.of("CONTRACT", file.toString()));

        assertEquals(0, said.exit());
        assertEquals(
                "warning: " + file + ": reviewBy: 2020-05-31 has passed: platform-team@kestrelquay.example reviews the contract and writes the next date"
                        + System.lineSeparator(),
                said.err());
    }

    @Test
    void whatIsNoFileIsOneLine() {
        var said = check(Map.of("CONTRACT", folder.toString()));

        assertEquals(new Said(1, "", folder + ": is a folder; SURETY_CONTRACT names a service's contract, CONTRACT that of make check-contract\n"), said);
    }

    private Path changed(String... goodThenBad) throws IOException {
        var text = Files.readString(REAL);
        for (var index = 0; index < goodThenBad.length; index += 2) {
            assertTrue(text.contains(goodThenBad[index]), goodThenBad[index]);
            text = text.replace(goodThenBad[index], goodThenBad[index + 1]);
        }
        return Files.writeString(folder.resolve("contract.yaml"), text);
    }

    private static int lineOf(Path file, String part) throws IOException {
        var lines = Files.readAllLines(file);
        return 1 + lines.indexOf(lines.stream().filter(line -> line.contains(part)).findFirst().orElseThrow());
    }

    private static Said check(Map<String, String> environment) {
        var out = new StringWriter();
        var err = new StringWriter();
        var exit = SuretyLocal.commandLine(environment)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("check-contract");
        return new Said(exit, out.toString(), err.toString());
    }
}
