package dev.surety.local.process;

import dev.surety.local.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts one part and stays with it until others can rely on it. Start reading here. */
public final class PartStarter {

    private static final Duration PROBE_EVERY = Duration.ofMillis(150);

    private final StateFolder state;
    private final PartStopper stopper;

    public PartStarter(StateFolder state) {
        this.state = state;
        this.stopper = new PartStopper(state);
    }

    /**
     * Prepares, starts, awaits and sets up the part. Leaves nothing running when that fails or is interrupted.
     *
     * @throws PartFailure in one line: what happened, where the log is, what to do
     */
    public RunFile start(Part part) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Path log = state.log(part.name());
        keepOneOldLog(log);
        requireFreePorts(part);
        part.prepare(new Tool(part.name(), log));
        Launch launch = part.launch();
        Process process = spawn(launch, log);
        try {
            RunFile run = note(part, launch, process);
            awaitReady(part, process, log);
            settle(part, log);
            RunFile ready = run.readyAfter(Duration.ofNanos(System.nanoTime() - begin));
            ready.write(state.run(part.name()));
            return ready;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            stopper.stop(part.name());
            throw failure;
        }
    }

    /** @throws PartFailure naming the port and, where it can be found, the process that has it */
    public void requireFreePorts(Part part) {
        for (int port : part.ports()) {
            if (!PortHolder.isFree(port)) {
                String holder = PortHolder.pidOn(port).stream()
                        .mapToObj(pid -> " by process " + pid + ProcessHandle.of(pid)
                                .flatMap(process -> process.info().command()).map(command -> " (" + command + ")").orElse(""))
                        .findFirst().orElse("");
                throw new PartFailure(part.name(), "port %d is taken%s; end that process, or move the whole stack with SURETY_PORT_OFFSET=100"
                        .formatted(port, holder));
            }
        }
    }

    /** What is written down about the part, and only if its process is still there. */
    public Optional<RunFile> running(String part) throws IOException {
        return RunFile.read(state.run(part)).filter(run -> run.process().isPresent());
    }

    /** Whether the running process was made of what {@link Part#launch()} would start now. */
    public boolean isCurrent(Part part, RunFile run) throws IOException {
        return run.fingerprint().equals(Fingerprint.of(part.launch()));
    }

    private static void keepOneOldLog(Path log) throws IOException {
        Files.createDirectories(log.getParent());
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".previous"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.createFile(log);
    }

    private static Process spawn(Launch launch, Path log) throws IOException {
        var builder = new ProcessBuilder(detached(launch.command()))
                .directory(launch.folder().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(Launch.baseEnvironment(System.getenv()));
        builder.environment().putAll(launch.environment());
        return builder.start();
    }

    /**
     * In a session of its own, a part does not hear the Ctrl-C or the hang-up of the terminal we run in. Both programs replace
     * themselves with the command, so the process number stays the part's.
     */
    private static List<String> detached(List<String> command) {
        var all = new ArrayList<String>();
        Stream.of("setsid", "nohup").filter(PartStarter::isInstalled).findFirst().ifPresent(all::add);
        all.addAll(command);
        return all;
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private RunFile note(Part part, Launch launch, Process process) throws IOException {
        var started = process.toHandle().info().startInstant()
                .orElseThrow(() -> new PartFailure(part.name(), "ended at once; log: " + state.log(part.name())));
        var run = new RunFile(process.pid(), started, part.ports().getFirst(), Fingerprint.of(launch), launch.stop(), Duration.ZERO);
        run.write(state.run(part.name()));
        return run;
    }

    private static void awaitReady(Part part, Process process, Path log) throws InterruptedException {
        long deadline = System.nanoTime() + part.patience().toNanos();
        while (!part.ready()) {
            if (process.waitFor(PROBE_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new PartFailure(part.name(), "ended with %d before it was ready: %s; log: %s; mend that and run `make up` again"
                        .formatted(process.exitValue(), LogTail.lastWords(log), log));
            }
            if (System.nanoTime() > deadline) {
                throw new PartFailure(part.name(), "not ready after %d s: %s; log: %s; run `make up` again, or `make reset` for a fresh start"
                        .formatted(part.patience().toSeconds(), LogTail.lastWords(log), log));
            }
        }
    }

    private static void settle(Part part, Path log) throws InterruptedException {
        try {
            part.settle();
        } catch (IOException failure) {
            throw new PartFailure(part.name(), "runs, but could not be set up: %s; log: %s; `make reset` gives it fresh data"
                    .formatted(failure.getMessage(), log));
        }
    }
}
