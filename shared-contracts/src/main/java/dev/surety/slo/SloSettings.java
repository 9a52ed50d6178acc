package dev.surety.slo;

import java.time.Duration;
import java.util.Objects;

/**
 * What an operator may tune; what the business tunes is the contract.
 *
 * @param window           of time that is counted together and told to the ledger, 1 s to 60 s, whole seconds
 * @param remember         how long own windows are kept: for deciding alone, and until Kafka took them; 1 h to 24 h
 * @param leastLimit       below this the adaptive limit never falls, unless the contract allows less; 1 to 64
 * @param evaluationShare  share of the limit up to which evaluation traffic is let in, above 0, at most 1
 * @param bulkShare        the same for bulk traffic; at most {@code evaluationShare}
 * @param retryShare       retries that a request earns, 0 to 0.1
 * @param retriesPerSecond retries that are allowed however few requests there are, 0 to 10
 * @param enforce          whether anything is refused for want of room or time; false only counts, to see what enforcement does
 */
public record SloSettings(
        Duration window, Duration remember, int leastLimit, double evaluationShare, double bulkShare, double retryShare, int retriesPerSecond,
        boolean enforce) {

    public static final SloSettings DEFAULTS = new SloSettings(Duration.ofSeconds(10), Duration.ofHours(6), 4, 0.8, 0.5, 0.1, 1, true);

    /** @throws IllegalArgumentException when a value is out of its bounds; the message names the key of the configuration */
    public SloSettings {
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(remember, "remember");
        check(window.compareTo(Duration.ofSeconds(1)) >= 0 && window.compareTo(Duration.ofSeconds(60)) <= 0 && window.toMillisPart() == 0,
                "window", window, "1s to 60s, in whole seconds");
        check(remember.compareTo(Duration.ofHours(1)) >= 0 && remember.compareTo(Duration.ofHours(24)) <= 0, "remember", remember, "1h to 24h");
        check(leastLimit >= 1 && leastLimit <= 64, "least-limit", leastLimit, "1 to 64");
        check(evaluationShare > 0 && evaluationShare <= 1, "evaluation-share", evaluationShare, "above 0 and at most 1");
        check(bulkShare > 0 && bulkShare <= evaluationShare, "bulk-share", bulkShare, "above 0 and at most surety.slo.evaluation-share");
        check(retryShare >= 0 && retryShare <= 0.1, "retry-share", retryShare, "0 to 0.1");
        check(retriesPerSecond >= 0 && retriesPerSecond <= 10, "retries-per-second", retriesPerSecond, "0 to 10");
    }

    private static void check(boolean holds, String key, Object value, String bounds) {
        if (!holds) {
            throw new IllegalArgumentException("surety.slo." + key + " is " + value + ", it must be " + bounds);
        }
    }
}
