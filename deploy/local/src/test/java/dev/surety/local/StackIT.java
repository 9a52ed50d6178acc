package dev.surety.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.process.RunFile;
import dev.surety.local.state.Ports;
import dev.surety.local.state.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands, on real PostgreSQL and Kafka in a state of their own. */
class StackIT {

    @TempDir
    Path folder;
    private StateFolder state;
    private Ports ports;
    private Map<String, String> environment;

    private record Said(int exit, String out, String err) {}

    @BeforeEach
    void aStateOfItsOwn() {
        state = new StateFolder(folder.resolve("state"));
        ports = Ports.free();
        environment = new HashMap<>(Map.of("SURETY_STATE", state.root().toString(), "SURETY_GGUF", "none"));
        ports.byName().forEach((name, port) ->
                environment.put("SURETY_PORT_" + name.toUpperCase(Locale.ROOT).replace('-', '_'), Integer.toString(port)));
    }

    @AfterEach
    void nothingLeftRunning() {
        Said reset = surety("reset");
        assertEquals(0, reset.exit(), reset.err());
    }

    @Test
    void stackStartsOnceAndKeepsItsDataOverDownAndUp() throws Exception {
        Said first = surety("up", "--only", "postgres,kafka");
        long kafka = pid("kafka");
        Said second = surety("up", "--only", "postgres,kafka");

        assertEquals(0, first.exit(), first.err());
        assertTrue(first.out().matches("(?s).*kafka +ready after \\d+\\.\\d s.*"), first.out());
        assertTrue(first.out().matches("(?s).*postgres +jdbc:postgresql://127.0.0.1:%d/surety +ready .* MB.*".formatted(ports.of("postgres"))), first.out());
        assertEquals(0, second.exit(), second.err());
        assertTrue(second.out().startsWith("Every part runs already."), second.out());
        assertEquals(kafka, pid("kafka"));

        String clusterBefore = Files.readString(state.data("kafka").resolve("log/meta.properties"));
        Said down = surety("down");
        Said again = surety("up", "--only", "postgres,kafka");

        assertTrue(down.out().contains("stopped after"), down.out());
        assertEquals(0, again.exit(), again.err());
        assertEquals(clusterBefore, Files.readString(state.data("kafka").resolve("log/meta.properties")));
    }

    @Test
    void killedPartIsStartedAgainAndOthersAreLeftAlone() throws Exception {
        surety("up", "--only", "postgres");
        ProcessHandle killed = ProcessHandle.of(pid("postgres")).orElseThrow();
        killed.destroyForcibly();
        killed.onExit().get(10, TimeUnit.SECONDS);

        Said status = surety("status");
        Said up = surety("up", "--only", "postgres");

        assertEquals(1, status.exit());
        assertTrue(status.out().matches("(?s).*postgres +jdbc\\S+ +died.*"), status.out());
        assertEquals(0, up.exit(), up.err());
    }

    @Test
    void startThatWasCutOffIsMadeGood() throws Exception {
        surety("up", "--only", "postgres");
        Path run = state.run("postgres");
        Files.writeString(run, Files.readString(run).replaceAll("startUpMs=\\d+", "startUpMs=0"));
        long unready = pid("postgres");

        Said up = surety("up", "--only", "postgres");

        assertEquals(0, up.exit(), up.err());
        assertFalse(ProcessHandle.of(unready).filter(ProcessHandle::isAlive).isPresent());
        assertTrue(pid("postgres") != unready);
    }

    @Test
    void busyPortIsNamedWithItsPartAndItsHolder() throws Exception {
        try (var _ = new ServerSocket(ports.of("kafka-controller"), 1, InetAddress.getLoopbackAddress())) {
            Said up = surety("up", "--only", "postgres,kafka");

            assertEquals(1, up.exit());
            assertTrue(up.err().startsWith("up: kafka: port " + ports.of("kafka-controller") + " is taken by process " + ProcessHandle.current().pid()),
                    up.err());
            assertEquals(1, up.err().lines().count());
            assertEquals(List.of(), runFiles());
        }
    }

    @Test
    void partThatDiesIsNamedWithItsLogAndTakesTheOthersAlong() throws Exception {
        Path broken = state.data("kafka").resolve("log");
        Files.createDirectories(broken);
        Files.writeString(broken.resolve("meta.properties"), "version=99\n");

        Said up = surety("up", "--only", "postgres,kafka");

        assertEquals(1, up.exit());
        assertTrue(up.err().startsWith("up: kafka: ended with 1 before it was ready: "), up.err());
        assertTrue(up.err().contains(state.log("kafka").toString()), up.err());
        assertEquals(1, up.err().lines().count());
        assertEquals(List.of(), runFiles());
    }

    @Test
    void unknownPartIsRefusedWithTheKnownOnes() {
        Said up = surety("up", "--only", "postgres,mongo");

        assertEquals(1, up.exit());
        assertTrue(up.err().startsWith("up: there is no part named mongo; the parts are postgres kafka"), up.err());
    }

    @Test
    void resetDeletesDataAndKeepsWhatTakesLongToFetch() throws Exception {
        surety("up", "--only", "postgres");

        Said reset = surety("reset");

        assertTrue(reset.out().contains("deleted " + state.data()), reset.out());
        assertFalse(Files.exists(state.data()));
        assertFalse(Files.exists(state.secrets()));
        assertTrue(Files.exists(state.dist()));
    }

    private Said surety(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = SuretyLocal.commandLine(environment)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Said(exit, out.toString(), err.toString());
    }

    private long pid(String part) throws IOException {
        return RunFile.read(state.run(part)).orElseThrow().pid();
    }

    private List<Path> runFiles() throws IOException {
        if (!Files.exists(state.runs())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(state.runs())) {
            return files.toList();
        }
    }
}
