package dev.surety.evaluation.suite;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The suites of this installation. */
@ApplicationScoped
public class Suites {

    /** What a name of a suite looks like; nothing else is looked for on the disk. */
    public static final String NAME = "[a-z0-9][a-z0-9-]{0,39}";

    private final Path folder;

    Suites(SuiteConfig config) {
        this.folder = config.suitesDir();
    }

    /**
     * The suite as its file is now; empty when there is none of that name.
     *
     * @throws RejectedSuite when the file breaks a rule
     */
    public Optional<SuiteFile> byName(String name) {
        if (!name.matches(NAME)) {
            return Optional.empty();
        }
        var file = folder.resolve(name + ".yaml");
        return Files.isRegularFile(file) ? Optional.of(SuiteFile.read(file)) : Optional.empty();
    }
}
