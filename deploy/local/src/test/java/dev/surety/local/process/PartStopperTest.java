package dev.surety.local.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartStopperTest {

    @TempDir
    Path folder;
    private StateFolder state;
    private Process process;

    @BeforeEach
    void aProcess() throws IOException {
        state = new StateFolder(folder);
        process = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void noProcess() {
        process.destroyForcibly();
    }

    @Test
    void processOfTheRunFileIsEndedAndForgotten() throws Exception {
        note(process.toHandle().info().startInstant().orElseThrow());

        boolean stopped = new PartStopper(state).stop("inference");

        assertTrue(stopped);
        assertTrue(process.waitFor(5, TimeUnit.SECONDS));
        assertFalse(Files.exists(state.run("inference")));
    }

    @Test
    void anotherProcessWithTheSameNumberIsLeftAlone() throws Exception {
        note(process.toHandle().info().startInstant().orElseThrow().minus(Duration.ofHours(1)));

        boolean stopped = new PartStopper(state).stop("inference");

        assertFalse(stopped);
        assertTrue(process.isAlive());
        assertFalse(Files.exists(state.run("inference")));
    }

    @Test
    void damagedRunFileSaysNothingAndIsRemoved() throws Exception {
        Files.createDirectories(state.runs());
        Files.writeString(state.run("inference"), "pid=\nstarted=");

        boolean stopped = new PartStopper(state).stop("inference");

        assertFalse(stopped);
        assertEquals(Optional.empty(), RunFile.read(state.run("inference")));
    }

    private void note(Instant started) throws IOException {
        new RunFile(process.pid(), started, 8080, "f", Launch.StopSignal.TERM, Duration.ZERO).write(state.run("inference"));
    }
}
