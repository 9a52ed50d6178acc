package dev.surety.local.state;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checkout whose build results the stack starts.
 *
 * @param root the folder that holds {@code deploy/local}, absolute
 */
public record Checkout(Path root) {

    private static final Path MARK = Path.of("deploy", "local", "pom.xml");

    public Checkout {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * The checkout this class was built in, or else the one around the working directory.
     *
     * @throws IllegalStateException when there is neither
     */
    public static Checkout find() {
        return Stream.of(ownLocation(), Optional.of(Path.of("")))
                .flatMap(Optional::stream)
                .flatMap(place -> Stream.iterate(place.toAbsolutePath(), folder -> folder != null, Path::getParent))
                .filter(folder -> Files.exists(folder.resolve(MARK)))
                .findFirst()
                .map(Checkout::new)
                .orElseThrow(() -> new IllegalStateException(
                        "no checkout of Surety around " + Path.of("").toAbsolutePath() + ": run this from inside one"));
    }

    public Path contract() {
        return root.resolve("deploy/contract.yaml");
    }

    /** Where exports of the contract lie. */
    public Path observability() {
        return root.resolve("deploy/observability");
    }

    public Path service(String name) {
        return root.resolve("services").resolve(name).resolve("target/quarkus-app");
    }

    public Path smallModel() {
        return root.resolve("deploy/small-model/target/quarkus-app");
    }

    /** The demo company's folder: pages, {@code acl.yaml}, {@code users.yaml}. */
    public Path demoCompany() {
        return root.resolve("eval/corpora/kestrel");
    }

    /** Where suites lie: {@code eval/suites}, unless {@code SURETY_SUITES_DIR} names another folder. */
    public Path suites(Map<String, String> environment) {
        String named = environment.getOrDefault("SURETY_SUITES_DIR", "");
        return named.isBlank() ? root.resolve("eval/suites") : Path.of(named).toAbsolutePath().normalize();
    }

    /** Archives of the servers that are unpacked before use: Keycloak, PostgreSQL. */
    public Path archives() {
        return root.resolve("deploy/local/target/servers");
    }

    /** The build results of one of the server modules below {@code deploy/local/servers}. */
    public Path serverModule(String name) {
        return root.resolve("deploy/local/servers").resolve(name).resolve("target");
    }

    /**
     * The commit, with {@code -dirty} when something was changed since; {@code unknown} without git.
     *
     * @param results folder whose changes do not count: what was measured or tested earlier changes nothing of what is now
     */
    public String commit(String results) throws IOException, InterruptedException {
        try {
            var head = git("rev-parse", "--short=12", "HEAD");
            return git("status", "--porcelain", "--", ".", ":!" + results).isEmpty() ? head : head + "-dirty";
        } catch (IOException noGit) {
            return "unknown";
        }
    }

    private String git(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git", "-C", root.toString()));
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var output = process.inputReader()) {
            var text = String.join("\n", output.readAllLines());
            if (process.waitFor() != 0) {
                throw new IOException("git tells nothing here");
            }
            return text;
        }
    }

    private static Optional<Path> ownLocation() {
        try {
            return Optional.of(Path.of(Checkout.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
        } catch (URISyntaxException | IllegalArgumentException | NullPointerException notAFile) {
            // Loaded from something that is no file: the working directory decides.
            return Optional.empty();
        }
    }
}
