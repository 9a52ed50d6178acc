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
        positive(objectives.latency().target(), "objectives.latency.target");
        if (objectives.longestDeadline().compareTo(objectives.latency().target()) < 0) {
            fail("objectives.longestDeadline", "is shorter than latency.target: nobody could wait for the default deadline");
        }
    }

    private void slices(Contract contract) {
        var slices = contract.slices();
        for (var name : SliceName.values()) {
            slice(slices.of(name), "slices." + name.label());
        }
    }

    private void slice(Contract.Slice slice, String where) {
        positive(slice.timeout(), where + ".timeout");
        atLeast(1, slice.concurrency(), where + ".concurrency");
    }

    private void tiers(List<Contract.TierRule> rules) {
        var tiers = rules.stream().map(Contract.TierRule::tier).toList();
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
