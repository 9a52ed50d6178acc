package dev.surety.local.leak;

import dev.surety.local.leak.way.Way;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What was counted so far. Thread-safe. */
final class Score {

    /** Fewer permitted documents aimed at say nothing about a way. */
    private static final int FEWEST_JUDGED = 20;
    private static final double MOST_REFUSED = 0.2;
    private static final int FEWEST_SHOTS = 10;
    private static final double MOST_REFUSED_OF_A_WAY = 0.5;

    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final List<Leak> leaks = new ArrayList<>();
    private final boolean judgesPromises;
    private long checks;

    Score() {
        this(true);
    }

    private Score(boolean judgesPromises) {
        this.judgesPromises = judgesPromises;
    }

    /** While a part is made to fail: what is permitted need not be found. */
    static Score withoutPromises() {
        return new Score(false);
    }

    /** A shot that the product did not serve is no check. */
    void refused(Way way) {
        add(new Tally(way.name(), way.promise(), 1, 1, 0, 0, 0, 0, 0, 0));
    }

    /** A shot that was served. */
    void served(Tally shot) {
        add(shot);
    }

    synchronized void leaked(Leak leak) {
        leaks.add(leak);
    }

    /** All that another one counted. */
    synchronized void add(Score other) {
        add(other.tallies());
        leaks.addAll(other.leaks());
    }

    synchronized void add(Collection<Tally> others) {
        others.forEach(this::add);
    }

    private synchronized void add(Tally more) {
        var counted = judgesPromises ? more : more.withoutPromises();
        tallies.merge(counted.way(), counted, Tally::plus);
        checks += counted.checks();
    }

    synchronized long checks() {
        return checks;
    }

    /** By one way, served. */
    synchronized long shots(String way) {
        var tally = tallies.get(way);
        return tally == null ? 0 : tally.shots() - tally.refused();
    }

    synchronized List<Leak> leaks() {
        return List.copyOf(leaks);
    }

    synchronized List<Tally> tallies() {
        return List.copyOf(tallies.values());
    }

    /** What keeps the gate from having proved anything: ways that did not find what they had to, or were refused too often. */
    List<String> blindness() {
        var found = new ArrayList<String>();
        var all = tallies();
        for (var tally : all) {
            if (tally.promise() > 0 && tally.expected() >= FEWEST_JUDGED && tally.found() < tally.promise() * tally.expected()) {
                found.add(String.format(Locale.ROOT, "%s found %d of %d permitted documents, fewer than the %.0f %% it must",
                        tally.way(), tally.found(), tally.expected(), 100 * tally.promise()));
            }
            if (tally.shots() >= FEWEST_SHOTS && tally.refused() > MOST_REFUSED_OF_A_WAY * tally.shots()) {
                found.add("%d of %d shots by %s were refused".formatted(tally.refused(), tally.shots(), tally.way()));
            }
        }
        if (sum(all, Tally::expected) == 0) {
            found.add("no permitted document was aimed at");
        }
        if (sum(all, Tally::refused) > MOST_REFUSED * sum(all, Tally::shots)) {
            found.add("%d of %d shots were refused".formatted(sum(all, Tally::refused), sum(all, Tally::shots)));
        }
        return found;
    }

    /** A line a way. */
    List<String> table() {
        var lines = new ArrayList<String>();
        lines.add(String.format(Locale.ROOT, "%-20s %8s %8s %9s %9s %8s %9s   %s", "way", "shots", "refused", "hidden", "visible", "either", "ms a shot",
                "found of what it should"));
        tallies().forEach(tally -> lines.add(String.format(
                Locale.ROOT,
                "%-20s %8d %8d %9d %9d %8d %9d   %s",
                tally.way(),
                tally.shots(),
                tally.refused(),
                tally.hidden(),
                tally.visible(),
                tally.either(),
                tally.ms() / Math.max(1, tally.shots() - tally.refused()),
                tally.promise() == 0 ? "–" : tally.found() + " of " + tally.expected())));
        return lines;
    }

    static long sum(Collection<Tally> tallies, ToLongFunction<Tally> what) {
        return tallies.stream().mapToLong(what).sum();
    }
}
