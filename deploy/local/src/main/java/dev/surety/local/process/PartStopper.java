package dev.surety.local.process;

import dev.surety.local.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Ends parts: first in good order, then by force. Only ever a process that its run file proves to be ours. */
public final class PartStopper {

    private static final Duration GOOD_ORDER = Duration.ofSeconds(20);
    private static final Duration BY_FORCE = Duration.ofSeconds(5);

    private final StateFolder state;

    public PartStopper(StateFolder state) {
        this.state = state;
    }

    /**
     * Ends the part and forgets it; a run file whose process is gone, or is another's by now, is only deleted. An interrupt does not
     * cut this short.
     *
     * @return whether something had to be stopped
     */
    public boolean stop(String part) throws IOException {
        Optional<RunFile> run = RunFile.read(state.run(part));
        Optional<ProcessHandle> process = run.flatMap(RunFile::process);
        if (process.isPresent()) {
            List<ProcessHandle> children = process.get().descendants().toList();
            signal(process.get(), run.get().stop());
            if (!Liveness.ended(process.get(), GOOD_ORDER)) {
                force(List.of(process.get()));
            }
            force(children.stream().filter(child -> !Liveness.ended(child, BY_FORCE)).toList());
        }
        Files.deleteIfExists(state.run(part));
        return process.isPresent();
    }

    /** Ends the process and all that it started, and waits until they have ended. An interrupt does not cut this short. */
    static void force(ProcessHandle process) {
        force(Stream.concat(Stream.of(process), process.descendants()).toList());
    }

    private static void force(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> Liveness.ended(process, BY_FORCE));
    }

    private static void signal(ProcessHandle process, Launch.StopSignal signal) throws IOException {
        switch (signal) {
            case TERM -> process.destroy();
            case INT -> new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        }
    }
}
