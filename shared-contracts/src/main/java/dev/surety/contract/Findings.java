package dev.surety.contract;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a contract, collected, so that all of it is told at once. */
final class Findings {

    private final Path file;
    private final Lines lines;
    private final List<Finding> found = new ArrayList<>();

    Findings(Path file, Lines lines) {
        this.file = file;
        this.lines = lines;
    }

    /** @param message what is wrong, with the offending value and a way out */
    void add(Place place, String message) {
        add(lines.of(place), place, message);
    }

    /** As {@link #add(Place, String)}, where the line is known better than the place tells. */
    void add(int line, Place place, String message) {
        found.add(new Finding(line, place, message));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** One line each, {@code file:line: place: message}, from the top of the file to its end. */
    List<String> told() {
        return found.stream().sorted(Comparator.comparingInt(Finding::line)).map(finding -> finding.in(file)).toList();
    }

    /** @throws RejectedContract when there are any */
    void rejectIfAny() {
        if (!found.isEmpty()) {
            throw new RejectedContract(told());
        }
    }

    private record Finding(int line, Place place, String message) {

        String in(Path file) {
            return place.steps().isEmpty() ? "%s:%d: %s".formatted(file, line, message) : "%s:%d: %s: %s".formatted(file, line, place, message);
        }
    }
}
