package dev.surety.local.observability;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program that is no part of the build: a test without it is skipped with a line that says where it comes from, and fails in CI. */
record Tool(Path program) {

    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    /**
     * @param name     of the program
     * @param variable that names its file; without it, the PATH is searched
     * @param comesBy  where one gets it
     */
    static Tool orSkip(String name, String variable, String comesBy) {
        var named = System.getenv(variable);
        var found = (named == null || named.isBlank() ? onPath(name) : Stream.of(Path.of(named))).filter(Files::isExecutable).findFirst();
        if (found.isEmpty()) {
            var missing = "%s is neither on the PATH nor named by %s: %s".formatted(name, variable, comesBy);
            if ("true".equals(System.getenv("CI"))) {
                fail(missing);
            }
            // Maven counts skipped tests on the console and keeps their reasons to itself.
            if (TOLD.add(missing)) {
                System.err.println("Skipped: " + missing);
            }
            Assumptions.abort(missing);
        }
        return new Tool(found.orElseThrow());
    }

    private static Stream<Path> onPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).filter(folder -> !folder.isEmpty()).map(folder -> Path.of(folder, name));
    }

    record Ended(int exit, String said) {}

    /** Runs it to its end. Output is small: it is read as a whole. */
    Ended run(Path folder, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(arguments);
        var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    /** Fails with what the program said unless it ends with 0. */
    void accepts(Path folder, List<String> arguments) throws IOException, InterruptedException {
        var ended = run(folder, arguments);
        assertTrue(ended.exit() == 0, () -> program.getFileName() + " " + arguments + " ended with " + ended.exit() + ":\n" + ended.said());
    }
}
