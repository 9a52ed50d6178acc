package dev.surety.contract;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/** What makes a contract add up. */
final class ContractRules {

    private final List<String> failures = new ArrayList<>();
    private final Path file;

    private ContractRules(Path file) {
        this.file = file;
    }

    /** @throws RejectedContract with every rule that is broken */
    static void check(Contract contract, Path file) {
        var rules = new ContractRules(file);
        rules.objectives(contract.objectives());
        rules.slices(contract);
        rules.tiers(contract.routing().tiers());
        rules.degradation(contract.degradation());
        rules.atLeast(0, contract.routing().cache().entries(), "routing.cache.entries");
        if (!rules.failures.isEmpty()) {
            throw new RejectedContract(rules.failures);
        }
    }

    private void objectives(Contract.Objectives objectives) {
        positive(objectives.latencyTarget(), "objectives.latencyTarget");
        if (objectives.longestDeadline().compareTo(objectives.latencyTarget()) < 0) {
            fail("objectives.longestDeadline", "is shorter than latencyTarget: nobody could wait for the default deadline");
        }
    }

    private void slices(Contract contract) {
        var slices = contract.slices();
        slice(slices.admit(), "slices.admit");
        slice(slices.authorize(), "slices.authorize");
        slice(slices.retrieve(), "slices.retrieve");
        slice(slices.generate(), "slices.generate");
        // A model may be given longer than the default target by a caller who waits; finding the passages may not.
        var sum = slices.authorize().timeout().plus(slices.retrieve().timeout());
        if (sum.compareTo(contract.objectives().latencyTarget()) > 0) {
            fail("slices", "authorize and retrieve may take " + sum.toMillis() + " ms together, objectives.latencyTarget is "
                    + contract.objectives().latencyTarget().toMillis() + " ms: shorten one of the time-outs");
        }
    }

    private void slice(Contract.Slice slice, String where) {
        positive(slice.timeout(), where + ".timeout");
        atLeast(1, slice.concurrency(), where + ".concurrency");
    }

    private void tiers(List<Tier> tiers) {
        if (tiers.isEmpty() || EnumSet.copyOf(tiers).size() != tiers.size()) {
            fail("routing.tiers", "names at least one tier, and none twice");
        } else if (!tiers.contains(Tier.EXTRACTIVE)) {
            fail("routing.tiers", "leaves out extractive: it is what remains when no model can be reached");
        }
    }

    private void degradation(List<Contract.DegradationMode> modes) {
        Arrays.stream(Degradation.values())
                .filter(mode -> modes.stream().filter(entry -> entry.mode() == mode).count() != 1)
                .forEach(mode -> fail("degradation", "needs exactly one entry for the mode " + mode.label()));
        modes.stream()
                .filter(entry -> entry.words().isBlank())
                .forEach(entry -> fail("degradation", "the mode " + entry.mode().label() + " has no words for the person who asked"));
    }

    private void positive(Duration duration, String where) {
        if (duration.isZero()) {
            fail(where, "must be longer than nothing");
        }
    }

    private void atLeast(int least, int value, String where) {
        if (value < least) {
            fail(where, "is " + value + ", it must be at least " + least);
        }
    }

    private void fail(String where, String rule) {
        failures.add("%s:%d: %s %s".formatted(file, Lines.of(file, where), where, rule));
    }
}
