package dev.surety.slo;

import dev.surety.contract.ContractFile;
import dev.surety.request.Priority;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Enforcement in virtual time under a contract that a test can change. Its slice {@code retrieve} has a target of 100 ms, a time-out of 400 ms and 10 places. */
public final class AnEnforcement {

    private static final String RETRIEVE = "retrieve: { latency: { target: 100ms, percentile: 99% }, availability: 99.7%, timeout: 400ms, concurrency: 10 }";

    public final VirtualTime time = new VirtualTime();
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final Set<Priority> shed = EnumSet.noneOf(Priority.class);
    public final SliceWindows windows;
    public final Enforcement enforcement;
    private ContractFile contract;

    public AnEnforcement() {
        this(SloSettings.DEFAULTS);
    }

    public AnEnforcement(SloSettings settings) {
        setContract(RETRIEVE);
        this.windows = new SliceWindows("retrieval", "retrieval-1", settings, time.clock(), () -> contract.version());
        this.enforcement = new Enforcement(
                () -> contract,
                settings,
                meters,
                windows,
                priority -> shed.contains(priority) ? Optional.of("the error budget burns") : Optional.empty(),
                time,
                time);
    }

    /** Nobody retries for free. */
    public static SloSettings withoutFreeRetries() {
        return new SloSettings(Duration.ofSeconds(10), Duration.ofHours(6), 4, 0.8, 0.5, 0.1, 0, true);
    }

    /** Nobody is turned away. */
    public static SloSettings onlyCounting() {
        return new SloSettings(Duration.ofSeconds(10), Duration.ofHours(6), 4, 0.8, 0.5, 0.1, 1, false);
    }

    public ContractFile contract() {
        return contract;
    }

    /** Puts another contract in force, in which a part of the text of the usual one is replaced. */
    public void change(String part, String by) {
        setContract(RETRIEVE.replace(part, by));
    }

    /** Puts a contract in force in which answers of a mode count as bad. */
    public void countAsBad(String mode) {
        contract = read(demoContract().replaceFirst("(?s)(mode: " + mode + ".*?counts: )good", "$1bad"));
    }

    public double counted(String objective, Result result) {
        return meters.get("surety.slice.requests").tag("objective", objective).tag("result", result.label()).counter().count();
    }

    public double refused(String reason, Priority priority) {
        return meters.get("surety.slice.refused").tag("reason", reason).tag("priority", priority.label()).counter().count();
    }

    private void setContract(String retrieve) {
        contract = read(demoContract().replaceFirst("retrieve: \\{ latency.*", retrieve));
    }

    private static String demoContract() {
        try {
            var fromAService = Path.of("..", "..", "deploy", "contract.yaml");
            return Files.readString(Files.exists(fromAService) ? fromAService : Path.of("..", "deploy", "contract.yaml"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ContractFile read(String yaml) {
        try {
            var file = Files.createTempFile("contract", ".yaml");
            try {
                return ContractFile.read(Files.writeString(file, yaml));
            } finally {
                Files.delete(file);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
