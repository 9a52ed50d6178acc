package dev.surety.slo;

import dev.surety.contract.Degradation;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;

/** Counts nothing: for calls that are parts of a request which is counted as a whole. */
final class UncountedSlice extends SliceCount {

    UncountedSlice(Objective objective, MeterRegistry meters, SliceWindows windows) {
        super(objective, meters, windows);
    }

    @Override
    Result succeeded(Target target, long took, Collection<Degradation> modes) {
        return Result.EXCLUDED;
    }

    @Override
    void count(Result result, boolean degraded) {
        // The whole is counted.
    }
}
