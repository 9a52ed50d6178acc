package dev.surety.slo;

import dev.surety.contract.Degradation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/**
 * Counts the requests of one objective by the contract's definition, in metrics and in windows. For what is no call, and so has no guard: a record that becomes
 * searchable, a document that becomes findable.
 */
public sealed class SliceCount permits UncountedSlice {

    private final Objective objective;
    private final MeterRegistry meters;
    private final SliceWindows.Counting windows;
    private final Counter[] results = new Counter[Result.values().length];
    private volatile Timed timed;

    SliceCount(Objective objective, MeterRegistry meters, SliceWindows windows) {
        this.objective = objective;
        this.meters = meters;
        this.windows = windows.of(objective.label());
        for (var result : Result.values()) {
            results[result.ordinal()] = Counter.builder("surety.slice.requests")
                    .description("requests of an objective, by the contract's definition of good")
                    .tag("objective", objective.label())
                    .tag("result", result.label())
                    .register(meters);
        }
        this.timed = timed(objective.target());
    }

    /**
     * It was done: good, or late, or failed when it was answered in a mode that counts as bad.
     *
     * @param took  since whoever asked began to wait; negative, as another machine's clock can make it, is nothing
     * @param modes that it was done in
     */
    public Result succeeded(Duration took, Collection<Degradation> modes) {
        // Not toNanos: a time stamp of long ago must be late, and not an overflow.
        return succeeded(objective.target(), Math.max(0, TimeUnit.NANOSECONDS.convert(took)), modes);
    }

    /** It was not done, through our fault. */
    public void failed() {
        count(Result.FAILED, false);
    }

    /** It says nothing about us. */
    public void excluded() {
        count(Result.EXCLUDED, false);
    }

    /** @param target of the contract that the call began under: it decides the result; the timer has its bucket where the contract in force has its target */
    Result succeeded(Target target, long took, Collection<Degradation> modes) {
        timer(objective.target()).record(took, TimeUnit.NANOSECONDS);
        var result = target.isBad(modes) ? Result.FAILED : took > target.latency().toNanos() ? Result.LATE : Result.GOOD;
        count(result, !modes.isEmpty());
        return result;
    }

    void count(Result result, boolean degraded) {
        results[result.ordinal()].increment();
        if (result != Result.EXCLUDED) {
            windows.add(result == Result.FAILED, result == Result.LATE, degraded && result != Result.FAILED);
        }
    }

    private Timer timer(Target target) {
        var known = timed;
        return known.fits(target) ? known.timer : fitted(target);
    }

    /** A bucket can't move: another target is another histogram, which begins at 0 as after a restart. */
    private synchronized Timer fitted(Target target) {
        if (!timed.fits(target)) {
            meters.remove(timed.timer);
            timed = timed(target);
        }
        return timed.timer;
    }

    private Timed timed(Target target) {
        var timer = Timer.builder("surety.slice.time")
                .description("time of what succeeded, with a bucket at the contract's target")
                .tag("objective", objective.label())
                .publishPercentileHistogram()
                .serviceLevelObjectives(target.latency())
                .maximumExpectedValue(target.timeout())
                .register(meters);
        return new Timed(target.latency(), target.timeout(), timer);
    }

    /** A timer, and what its buckets were made for. */
    private record Timed(Duration latency, Duration timeout, Timer timer) {

        boolean fits(Target target) {
            return latency.equals(target.latency()) && timeout.equals(target.timeout());
        }
    }
}
