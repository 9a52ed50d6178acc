package dev.surety.local.eval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The suites of a folder, {@code <suite>.yaml} each. What is in them is evaluation's to read. */
final class SuiteNames {

    private static final String ENDING = ".yaml";

    private SuiteNames() {}

    /**
     * All of them in the order of their names, or the one that is wanted.
     *
     * @param wanted name of a suite; empty for all
     * @throws CannotRun when there is none, or not that one
     */
    static List<String> of(Path folder, String wanted) throws IOException {
        var all = all(folder);
        if (all.isEmpty()) {
            throw new CannotRun("there is no suite (*" + ENDING + ") in " + folder);
        }
        if (wanted.isEmpty()) {
            return all;
        }
        if (!all.contains(wanted)) {
            throw new CannotRun("there is no suite '" + wanted + "' in " + folder + "; there are " + String.join(", ", all));
        }
        return List.of(wanted);
    }

    private static List<String> all(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        }
    }
}
