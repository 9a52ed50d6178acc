package dev.surety.local.bench;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Figures of several verdicts.
 *
 * @param questions    asked
 * @param outcomes     how often each outcome came
 * @param cites        that cite a document that is right
 * @param citesAll     that cite every expected document
 * @param says         whose text holds all that it must
 * @param answered     that were answered, not only pointed to sources
 * @param answersSay   answered ones whose text holds all that it must
 * @param leaks        that showed what must not
 */
record Tally(int questions, Map<String, Long> outcomes, long cites, long citesAll, long says, long answered, long answersSay, long leaks) {

    Tally {
        outcomes = new TreeMap<>(outcomes);
    }

    static Tally of(Collection<Verdict> verdicts) {
        return new Tally(
                verdicts.size(),
                verdicts.stream().collect(Collectors.groupingBy(Verdict::outcome, Collectors.counting())),
                verdicts.stream().filter(Verdict::cites).count(),
                verdicts.stream().filter(Verdict::citesAll).count(),
                verdicts.stream().filter(Verdict::says).count(),
                verdicts.stream().filter(Verdict::isAnswered).count(),
                verdicts.stream().filter(verdict -> verdict.isAnswered() && verdict.says()).count(),
                verdicts.stream().filter(verdict -> !verdict.leaks().isEmpty()).count());
    }

    /** By category, and within it by kind where there are kinds; {@code simple} and {@code simple, reworded}, say. */
    static Map<String, Tally> byKind(List<Verdict> verdicts) {
        var groups = new TreeMap<String, List<Verdict>>(
                verdicts.stream().collect(Collectors.groupingBy(Verdict::category)));
        groups.putAll(verdicts.stream()
                .filter(verdict -> !verdict.kind().isEmpty())
                .collect(Collectors.groupingBy(verdict -> verdict.category() + ", " + verdict.kind())));
        var tallies = new TreeMap<String, Tally>();
        groups.forEach((group, its) -> tallies.put(group, of(its)));
        return tallies;
    }

    long outcome(String label) {
        return outcomes.getOrDefault(label, 0L);
    }
}
