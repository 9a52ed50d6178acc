package dev.surety.local.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the helper programs of one part ({@code initdb}, {@code kc build}), their output going to the part's log. */
public final class Tool {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final String part;
    private final Path log;

    Tool(String part, Path log) {
        this.part = part;
        this.log = log;
    }

    /** @throws PartFailure when the program fails or does not end within five minutes */
    public void run(List<String> command, Map<String, String> environment, Path folder) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(Launch.baseEnvironment(System.getenv()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new PartFailure(part, program(command) + " did not end within " + PATIENCE.toMinutes() + " minutes; log: " + log);
            }
        } finally {
            // Also when we are interrupted: no program that helps a part, and nothing that it started, may go on writing after this.
            PartStopper.force(process.toHandle());
        }
        if (process.exitValue() != 0) {
            throw new PartFailure(part, "%s ended with %d: %s; log: %s"
                    .formatted(program(command), process.exitValue(), LogTail.lastWords(log), log));
        }
    }

    private static String program(List<String> command) {
        return Path.of(command.getFirst()).getFileName().toString();
    }
}
