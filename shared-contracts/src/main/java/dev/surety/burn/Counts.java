package dev.surety.burn;

/**
 * What was counted for an objective over some time.
 *
 * @param total  requests that count
 * @param failed of them, those that failed
 * @param late   of them, those that did not fail and took longer than the latency target
 */
public record Counts(long total, long failed, long late) {

    public static final Counts NONE = new Counts(0, 0, 0);

    /** @throws IllegalArgumentException when the parts are more than the whole, or negative */
    public Counts {
        if (failed < 0 || late < 0 || failed + late > total) {
            throw new IllegalArgumentException("failed (" + failed + ") and late (" + late + ") are parts of total (" + total + ")");
        }
    }

    public Counts plus(Counts other) {
        return new Counts(total + other.total, failed + other.failed, late + other.late);
    }
}
