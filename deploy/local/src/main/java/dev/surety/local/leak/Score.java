package dev.surety.local.leak;

import dev.surety.local.leak.way.Way;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was counted so far. Thread-safe. */
final class Score {

    /** Fewer permitted documents aimed at say nothing about a way. */
    private static final int FEWEST_JUDGED = 20;
    private static final double MOST_REFUSED = 0.2;
    private static final int FEWEST_SHOTS = 10;
    private static final double MOST_REFUSED_OF_A_WAY = 0.5;

    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final Map<String, Way> ways = new LinkedHashMap<>();
    private final List<Leak> leaks = new ArrayList<>();
    private long checks;
    private boolean judging = true;

    /** Of one way. */
    private static final class Tally {
        private long shots;
        private long refused;
        private long hidden;
        private long visible;
        private long expected;
        private long found;
    }

    /** Whether what is permitted must be found: not while a part is made to fail. */
    synchronized void judgePromises(boolean judge) {
        judging = judge;
    }

    /** A shot that the product did not serve is no check. */
    synchronized void refused(Way way) {
        if (judging) {
            tally(way).shots++;
            tally(way).refused++;
        }
    }

    /**
     * A shot that was served.
     *
     * @param hidden   documents aimed at that must not be seen
     * @param visible  documents aimed at that may be seen
     * @param expected of these, those that a whole reply should show
     * @param found    of these, those that it showed
     */
    synchronized void served(Way way, int hidden, int visible, int expected, int found) {
        var tally = tally(way);
        tally.shots++;
        tally.hidden += hidden;
        tally.visible += visible;
        if (judging) {
            tally.expected += expected;
            tally.found += found;
        }
        checks += hidden + visible;
    }

    synchronized void leaked(Leak leak) {
        leaks.add(leak);
    }

    synchronized long checks() {
        return checks;
    }

    synchronized List<Leak> leaks() {
        return List.copyOf(leaks);
    }

    /** What keeps the gate from having proved anything: ways that did not find what they had to, or were refused too often. */
    synchronized List<String> blindness() {
        var found = new ArrayList<String>();
        long expected = 0;
        long shots = 0;
        long refused = 0;
        for (var entry : tallies.entrySet()) {
            var tally = entry.getValue();
            var promise = ways.get(entry.getKey()).promise();
            if (promise > 0 && tally.expected >= FEWEST_JUDGED && tally.found < promise * tally.expected) {
                found.add(String.format(Locale.ROOT, "%s found %d of %d permitted documents, fewer than the %.0f %% it must",
                        entry.getKey(), tally.found, tally.expected, 100 * promise));
            }
            if (tally.shots >= FEWEST_SHOTS && tally.refused > MOST_REFUSED_OF_A_WAY * tally.shots) {
                found.add("%d of %d shots by %s were refused".formatted(tally.refused, tally.shots, entry.getKey()));
            }
            expected += tally.expected;
            shots += tally.shots;
            refused += tally.refused;
        }
        if (expected == 0) {
            found.add("no permitted document was aimed at");
        }
        if (refused > MOST_REFUSED * shots) {
            found.add("%d of %d shots were refused".formatted(refused, shots));
        }
        return found;
    }

    /** A line a way. */
    synchronized List<String> table() {
        var lines = new ArrayList<String>();
        lines.add(String.format(Locale.ROOT, "%-20s %8s %8s %8s %8s   %s", "way", "shots", "refused", "hidden", "visible", "found of what it should"));
        tallies.forEach((name, tally) -> lines.add(String.format(
                Locale.ROOT,
                "%-20s %8d %8d %8d %8d   %s",
                name,
                tally.shots,
                tally.refused,
                tally.hidden,
                tally.visible,
                ways.get(name).promise() == 0 ? "–" : tally.found + " of " + tally.expected)));
        return lines;
    }

    private Tally tally(Way way) {
        ways.putIfAbsent(way.name(), way);
        return tallies.computeIfAbsent(way.name(), name -> new Tally());
    }
}
