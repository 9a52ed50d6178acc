package dev.surety.local.observability;

import dev.surety.contract.Contract;
import dev.surety.contract.Percent;
import dev.surety.contract.SliceName;
import dev.surety.event.SliceWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A share of an objective's requests that has to be well. Each has an error budget of its own. */
sealed interface Promise {

    /** Label of a slice, or {@code answer}. */
    String objective();

    /** That keeps it. */
    String service();

    /** Of the requests that count, from 0% to below 100%. */
    Percent share();

    /** {@code latency} or {@code availability}. */
    String kind();

    /** The value of the tag {@code result} by which services count a miss. */
    String missedAs();

    /** What is promised, for a person. */
    String words();

    default String name() {
        return objective() + "-" + kind();
    }

    /** Share of requests that may miss it, above 0 and at most 1. */
    default BigDecimal allowedMisses() {
        return share().missing().value().movePointLeft(2);
    }

    /** Share of requests that keep it. */
    default BigDecimal target() {
        return share().value().movePointLeft(2);
    }

    /**
     * So many answers, or passages of a slice, in time.
     *
     * @param target the time; a failed request is not late, as in {@link SliceWindow}
     */
    record InTime(String objective, String service, Percent share, Duration time) implements Promise {

        public InTime {
            notAll(objective, "latency", share);
        }

        @Override
        public String kind() {
            return "latency";
        }

        @Override
        public String missedAs() {
            return "late";
        }

        @Override
        public String words() {
            return share + " of requests take at most " + DurationText.of(time);
        }
    }

    /** So many requests without failure. */
    record Available(String objective, String service, Percent share) implements Promise {

        public Available {
            notAll(objective, "availability", share);
        }

        @Override
        public String kind() {
            return "availability";
        }

        @Override
        public String missedAs() {
            return "failed";
        }

        @Override
        public String words() {
            return share + " of requests do not fail";
        }
    }

    /** Every promise of a contract that requests keep or miss: the answer's, then each slice's. */
    static List<Promise> of(Contract contract) {
        var objectives = contract.objectives();
        var answer = of(SliceWindow.ANSWER, "inference", objectives.latency(), objectives.availability());
        var slices = Arrays.stream(SliceName.values()).flatMap(name -> {
            var slice = contract.slices().of(name);
            return of(name.label(), name.service(), slice.latency(), slice.availability());
        });
        return Stream.concat(answer, slices).toList();
    }

    private static Stream<Promise> of(String objective, String service, Contract.Latency latency, Percent availability) {
        return Stream.of(
                new InTime(objective, service, latency.percentile(), latency.target()), new Available(objective, service, availability));
    }

    private static void notAll(String objective, String kind, Percent share) {
        if (share.missing().value().signum() == 0) {
            throw new IllegalArgumentException(
                    "the %s of %s is 100%%: that leaves no error budget to write rules for; promise less, for instance 99.99%%".formatted(kind, objective));
        }
    }
}
