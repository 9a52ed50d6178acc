package dev.surety.local.leak.way;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long the same request takes for a hidden document and for an absent one, asked in turns. Reported and never decided on: a shared machine is too noisy
 * for that. Thread-safe.
 */
public final class Timings {

    private static final int FEWEST = 50;

    private final List<Long> hidden = new ArrayList<>();
    private final List<Long> absent = new ArrayList<>();

    synchronized void pair(Duration forHidden, Duration forAbsent) {
        hidden.add(forHidden.toNanos());
        absent.add(forAbsent.toNanos());
    }

    /** In one line. */
    public synchronized String summary() {
        if (hidden.size() < FEWEST) {
            return "timing: fewer than %d pairs, nothing to say".formatted(FEWEST);
        }
        var ratio = (double) median(hidden) / median(absent);
        return String.format(Locale.ROOT, "timing: document pages, median of hidden / median of absent = %.2f over %d pairs (reported, not judged)", ratio, hidden.size());
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }
}
