package dev.surety.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.contract.RejectedContract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A contract changes while the process runs, and never to one that does not add up. */
class ContractInForceTest {

    private static final Path GOOD = Path.of("../deploy/contract.yaml");
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    @TempDir
    private Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Path file;
    private ContractInForce contract;

    @BeforeEach
    void aGoodContract() throws IOException {
        file = Files.copy(GOOD, folder.resolve("contract.yaml"));
        contract = new ContractInForce(file, PAUSE, Clock.systemUTC(), meters);
    }

    @AfterEach
    void stop() {
        contract.stop(new ShutdownEvent());
    }

    @Test
    void aChangedContractIsInForceWithoutARestart() throws IOException {
        var before = contract.file();

        change("latency: { target: 2500ms", "latency: { target: 2600ms");

        eventually(() -> !contract.version().equals(before.version()));
        assertEquals(Duration.ofMillis(2600), contract.contract().objectives().latency().target());
        assertEquals(Duration.ofMillis(2500), before.contract().objectives().latency().target());
        assertEquals(Optional.empty(), contract.refusedSince());
    }

    @Test
    void aContractThatDoesNotAddUpIsRefusedAndTheOldOneStays() throws IOException {
        var before = contract.file();

        change("longestDeadline: 60s", "longestDeadline: 1s");

        eventually(() -> contract.refusedSince().isPresent());
        assertEquals(before, contract.file());
        assertEquals(1, meters.get("surety.contract.rejected").gauge().value());
    }

    @Test
    void aRefusedContractIsForgottenOnceItIsMended() throws IOException {
        var before = contract.file();
        change("latency: { target: 2500ms", "latency: { target: 2500");
        eventually(() -> contract.refusedSince().isPresent());

        Files.copy(GOOD, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        eventually(() -> contract.refusedSince().isEmpty());
        assertEquals(before, contract.file());
        assertEquals(0, meters.get("surety.contract.rejected").gauge().value());
    }

    @Test
    void aContractThatVanishesIsRefusedAndTheOldOneStays() throws IOException {
        var before = contract.file();

        Files.delete(file);

        eventually(() -> contract.refusedSince().isPresent());
        assertEquals(before, contract.file());
    }

    @Test
    void aBadContractStopsStartUp() throws IOException {
        var bad = folder.resolve("bad.yaml");
        Files.writeString(bad, Files.readString(GOOD).replace("concurrency: 32", "concurrency: 0"));

        var rejected = assertThrows(RejectedContract.class, () -> new ContractInForce(bad, PAUSE, Clock.systemUTC(), meters));

        assertTrue(rejected.getMessage().contains("concurrency"), rejected.getMessage());
    }

    private void change(String from, String to) throws IOException {
        var text = Files.readString(file);
        assertTrue(text.contains(from), from);
        Files.writeString(file, text.replace(from, to));
    }

    private static void eventually(BooleanSupplier condition) {
        var until = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "not in time");
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
