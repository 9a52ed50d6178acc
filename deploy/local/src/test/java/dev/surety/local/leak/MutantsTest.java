package dev.surety.local.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.surety.local.state.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MutantsTest {

    private static final Path ROOT = Checkout.find().root();

    static Stream<Path> mutants() throws IOException {
        try (var files = Files.list(ROOT.resolve("deploy/local/leak-mutants"))) {
            return files.filter(file -> file.toString().endsWith(".patch")).sorted().toList().stream();
        }
    }

    @Test
    void thereAreAtLeastTen() throws IOException {
        assertTrue(mutants().count() >= 10);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void aPlantedBugStillFitsTheCodeThatItSpoils(Path patch) throws Exception {
        assumeTrue(hasGit(), "skipped: there is no git");

        assertEquals("", said("git", "apply", "--check", patch.toString()));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void aPlantedBugSaysWhatItIs(Path patch) throws IOException {
        var lines = Files.readAllLines(patch);

        assertTrue(lines.getFirst().startsWith("what: ") && lines.getFirst().endsWith("."), lines.getFirst());
        assertTrue(lines.get(1).startsWith("build: services/"), lines.get(1));
        assertTrue(lines.get(2).startsWith("gate:"), lines.get(2));
        assertFalse(lines.stream().filter(line -> line.startsWith("+++ b/")).toList().isEmpty());
    }

    private static boolean hasGit() throws InterruptedException {
        try {
            said("git", "--version");
            return true;
        } catch (IOException none) {
            assertFalse("true".equals(System.getenv("CI")), "git is missing");
            return false;
        }
    }

    /** What a command complains of; nothing when it ends with 0. */
    private static String said(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(List.of(command)).directory(ROOT.toFile()).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? "" : said;
    }
}
