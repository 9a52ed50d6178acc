package dev.surety.burn;

import dev.surety.contract.Contract;
import dev.surety.contract.Percent;
import dev.surety.contract.SliceName;
import dev.surety.event.SliceWindow;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is promised for a slice, or for the answer as a whole: two promises, with an error budget each.
 *
 * @param name         label of a slice, or {@code answer}
 * @param latency      share of requests that is done within a time; those that are late use its budget
 * @param availability share of requests that do not fail; those that fail use its budget
 */
public record Objective(String name, Contract.Latency latency, Percent availability) {

    /** All objectives of a contract: the answer first, then the slices in their order. */
    public static List<Objective> of(Contract contract) {
        var answer = new Objective(SliceWindow.ANSWER, contract.objectives().latency(), contract.objectives().availability());
        return Stream.concat(Stream.of(answer), Arrays.stream(SliceName.values()).map(name -> of(contract, name))).toList();
    }

    private static Objective of(Contract contract, SliceName name) {
        var slice = contract.slices().of(name);
        return new Objective(name.label(), slice.latency(), slice.availability());
    }

    Spending latency(Counts counts) {
        return new Spending(counts.late(), counts.total(), latency.percentile().missing());
    }

    Spending availability(Counts counts) {
        return new Spending(counts.failed(), counts.total(), availability.missing());
    }
}
