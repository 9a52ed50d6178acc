package dev.surety.evaluation.judge;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.surety.evaluation.suite.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Figures held against a suite's thresholds.
 *
 * @param checks one for each threshold
 */
public record Verdict(List<Check> checks) {

    public Verdict {
        checks = List.copyOf(checks);
    }

    public static Verdict of(Suite.Thresholds thresholds, Figures figures) {
        var checks = new ArrayList<Check>();
        var retrieval = thresholds.retrieval();
        checks.add(atLeast("retrieval.recallAt5", retrieval.recallAt5(), figures.retrieval().recallAt5()));
        checks.add(atLeast("retrieval.mrr", retrieval.mrr(), figures.retrieval().mrr()));
        checks.add(atMost("retrieval.leaks", retrieval.leaks(), figures.retrieval().leaks()));
        var generation = thresholds.generation();
        new TreeMap<>(generation.correct()).forEach((kind, share) -> checks.add(atLeast(
                "generation.correct." + kind.label(), share, figures.byKind().get(kind.label()).generation().correct())));
        checks.add(atMost("generation.leaks", generation.leaks(), figures.generation().leaks()));
        checks.add(atMost("generation.unsupported", generation.unsupported(), figures.generation().unsupported()));
        return new Verdict(checks);
    }

    /** Passed when every threshold is met. */
    public Word word() {
        return checks.stream().allMatch(Check::met) ? Word.PASSED : Word.FAILED;
    }

    private static Check atLeast(String measure, double required, double actual) {
        // Both come from whole numbers of cases; without the spare, 0.8 of 30 cases could fail by a rounding error.
        return new Check(measure, "at least", required, actual, actual >= required - 1e-9);
    }

    private static Check atMost(String measure, int required, int actual) {
        return new Check(measure, "at most", required, actual, actual <= required);
    }

    /**
     * One threshold.
     *
     * @param measure  what was measured
     * @param bound    {@code at least} or {@code at most}
     * @param required by the suite
     * @param actual   of the run
     * @param met      whether it was reached
     */
    public record Check(String measure, String bound, double required, double actual, boolean met) {}

    /** Yes or no. */
    public enum Word {
        PASSED,
        FAILED;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
