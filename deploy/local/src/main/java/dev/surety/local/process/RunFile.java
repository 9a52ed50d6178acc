package dev.surety.local.process;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * What is written down about a started part.
 *
 * @param pid         its process
 * @param started     when the operating system says that process began; tells it from a later one with the same number
 * @param port        where it answers
 * @param fingerprint what it was made of
 * @param stop        the signal that ends it in good order
 * @param startUp     from start to ready; zero while it is not known to be ready
 */
public record RunFile(long pid, Instant started, int port, String fingerprint, Launch.StopSignal stop, Duration startUp) {

    /** The clock behind process start times may be set meanwhile, by a second or so. */
    private static final Duration SAME_START = Duration.ofSeconds(3);

    /** Empty too when the file is damaged, as after a full disk: then nothing is known about the part. */
    public static Optional<RunFile> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var values = new Properties();
        values.load(new StringReader(Files.readString(file)));
        try {
            return Optional.of(new RunFile(
                    Long.parseLong(values.getProperty("pid", "")),
                    Instant.parse(values.getProperty("started", "")),
                    Integer.parseInt(values.getProperty("port", "")),
                    values.getProperty("fingerprint", ""),
                    Launch.StopSignal.valueOf(values.getProperty("stop", "TERM")),
                    Duration.ofMillis(Long.parseLong(values.getProperty("startUpMs", "0")))));
        } catch (RuntimeException damaged) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(next, """
                pid=%d
                started=%s
                port=%d
                fingerprint=%s
                stop=%s
                startUpMs=%d
                """.formatted(pid, started, port, fingerprint, stop, startUp.toMillis()));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    RunFile readyAfter(Duration time) {
        return new RunFile(pid, started, port, fingerprint, stop, time);
    }

    public boolean isReady() {
        return startUp.isPositive();
    }

    /** The process, when it still runs and is the one that was started, not another that got its number. */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(Liveness::isAlive)
                .filter(handle -> handle.info().startInstant()
                        .map(instant -> Duration.between(instant, started).abs().compareTo(SAME_START) <= 0)
                        .orElse(false));
    }
}
