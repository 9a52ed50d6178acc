package dev.surety.contract;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * What the slices of a path promise together, whatever their misses have to do with each other (union bound). {@code docs/how-slices-add-up.md} says
 * why it is this and nothing smaller.
 *
 * @param latency an answer takes at most this, unless one of its slices is late: targets added up, of those that run side by side the largest
 * @param late    percent of answers in which a slice may be late; can be more than 100
 * @param failed  percent of answers in which a slice may fail; can be more than 100
 */
public record Composition(Duration latency, BigDecimal late, BigDecimal failed) {

    public static Composition of(List<PathStep> path, Contract.Slices slices) {
        return new Composition(
                path.stream().map(step -> slowest(step, slices)).reduce(Duration.ZERO, Duration::plus),
                missing(path, slices, slice -> slice.latency().percentile()),
                missing(path, slices, Contract.Slice::availability));
    }

    private static Duration slowest(PathStep step, Contract.Slices slices) {
        return step.together().stream().map(name -> slices.of(name).latency().target()).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    /** Of all slices, also of those that run side by side: an answer waits for each. */
    private static BigDecimal missing(List<PathStep> path, Contract.Slices slices, Function<Contract.Slice, Percent> promised) {
        return path.stream()
                .flatMap(step -> step.together().stream())
                .map(name -> promised.apply(slices.of(name)).missing().value())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
