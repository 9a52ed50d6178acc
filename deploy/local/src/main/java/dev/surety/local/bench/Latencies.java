package dev.surety.local.bench;

import java.time.Duration;
import java.util.Collection;

/**
 * How long requests took.
 *
 * @param count  requests
 * @param p50Ms  half took no longer
 * @param p95Ms  19 in 20 took no longer
 * @param maxMs  the longest
 * @param meanMs arithmetic mean
 */
record Latencies(int count, double p50Ms, double p95Ms, double maxMs, double meanMs) {

    private static final double NANOS_PER_MILLI = 1_000_000.0;

    /** All zero for no requests. */
    static Latencies of(Collection<Duration> durations) {
        var millis = durations.stream().mapToDouble(duration -> duration.toNanos() / NANOS_PER_MILLI).sorted().toArray();
        if (millis.length == 0) {
            return new Latencies(0, 0, 0, 0, 0);
        }
        var sum = 0.0;
        for (var one : millis) {
            sum += one;
        }
        return new Latencies(
                millis.length,
                Figure.rounded(nearestRank(millis, 0.50)),
                Figure.rounded(nearestRank(millis, 0.95)),
                Figure.rounded(millis[millis.length - 1]),
                Figure.rounded(sum / millis.length));
    }

    /**
     * The smallest value that this share of the values does not exceed: a value that was measured, never one between two.
     *
     * @param sorted ascending, at least one
     * @param share  above 0, at most 1
     */
    static double nearestRank(double[] sorted, double share) {
        var rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(1, rank) - 1];
    }
}
