package dev.surety.local.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExportSloCommandTest {

    @TempDir
    Path folder;

    private record Said(int exit, String out, String err) {}

    @Test
    void exportsOfTheNamedContractAreWritten() throws IOException {
        var file = Contracts.fileWith(folder, "contract: kestrel-assistant", "contract: heron-assistant");

        var said = export(Map.of("CONTRACT", file.toString()));

        assertEquals(0, said.exit(), said.err());
        assertTrue(said.out().matches("14 files in \\S+, contract heron-assistant version [0-9a-f]{12}\n"), said.out());
        assertTrue(Files.readString(folder.resolve("out/prometheus/rules.yaml")).contains("Contract heron-assistant"));
    }

    @Test
    void contractThatDoesNotAddUpIsSaidWithItsLineAndNothingIsWritten() throws IOException {
        var file = Contracts.fileWith(folder, "timeout: 50ms", "timeout: 50");

        var said = export(Map.of("CONTRACT", file.toString()));

        assertEquals(1, said.exit());
        assertTrue(said.err().startsWith(file + ":"), said.err());
        assertFalse(Files.exists(folder.resolve("out")));
    }

    private Said export(Map<String, String> environment) {
        var out = new StringWriter();
        var err = new StringWriter();
        var exit = new CommandLine(new ExportSloCommand(environment))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("--to", folder.resolve("out").toString());
        return new Said(exit, out.toString(), err.toString());
    }
}
