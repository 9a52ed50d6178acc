package dev.surety.contract;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The path of an answer, and whether its slices keep what the objectives promise ({@link Composition}). */
final class PathRules implements ContractRules.Rules {

    private static final Place PATH = Place.of("objectives", "path");

    /** Each needs what the one before it made, so that none of them runs beside another. */
    private static final List<SliceName> IN_ORDER =
            List.of(SliceName.ADMIT, SliceName.AUTHORIZE, SliceName.RETRIEVE, SliceName.GENERATE, SliceName.SETTLE);

    private static final List<SliceName> BEHIND_THE_ANSWER = List.of(SliceName.INGEST, SliceName.RECORD, SliceName.REVOKE);

    @Override
    public void check(Contract contract, Findings findings) {
        order(steps(contract.objectives().path(), findings), findings);
        addUp(contract, findings);
    }

    /** Where each slice stands, by the number of its step. */
    private static Map<SliceName, Integer> steps(List<PathStep> path, Findings findings) {
        var steps = new EnumMap<SliceName, Integer>(SliceName.class);
        for (var index = 0; index < path.size(); index++) {
            var place = PATH.entry(index);
            for (var name : path.get(index).together()) {
                if (steps.putIfAbsent(name, index) != null) {
                    findings.add(place, "names " + name.label() + " again: a slice stands on the path once");
                }
                if (BEHIND_THE_ANSWER.contains(name)) {
                    findings.add(place, name.label() + " runs behind the answer and nobody waits for it: take it off the path");
                }
            }
        }
        return steps;
    }

    private static void order(Map<SliceName, Integer> steps, Findings findings) {
        IN_ORDER.stream()
                .filter(name -> !steps.containsKey(name))
                .forEach(name -> findings.add(PATH, "leaves out " + name.label() + ", which every answer goes through: name it"));
        var present = IN_ORDER.stream().filter(steps::containsKey).toList();
        for (var index = 1; index < present.size(); index++) {
            after(present.get(index - 1), present.get(index), steps, findings);
        }
        if (steps.containsKey(SliceName.RERANK) && steps.containsKey(SliceName.RETRIEVE) && steps.containsKey(SliceName.GENERATE)) {
            var step = steps.get(SliceName.RERANK);
            if (step < steps.get(SliceName.RETRIEVE) || step > steps.get(SliceName.GENERATE)) {
                findings.add(PATH.entry(step), "rerank orders what retrieve found and generate reads: put it between the two, or beside one of them");
            }
        }
    }

    private static void after(SliceName earlier, SliceName later, Map<SliceName, Integer> steps, Findings findings) {
        if (steps.get(later) <= steps.get(earlier)) {
            findings.add(PATH.entry(steps.get(later)), later.label() + " needs what " + earlier.label() + " made: put it into a step after it");
        }
    }

    private static void addUp(Contract contract, Findings findings) {
        var objectives = contract.objectives();
        var together = Composition.of(objectives.path(), contract.slices());
        var target = objectives.latency().target();
        if (together.latency().compareTo(target) > 0) {
            findings.add(Place.of("slices"), "latency targets of the path add up to %d ms, objectives.latency.target is %d ms: shorten one, or raise the target"
                    .formatted(together.latency().toMillis(), target.toMillis()));
        }
        fits(together.late(), objectives.latency().percentile(), "late", "objectives.latency.percentile", "percentile", findings);
        fits(together.failed(), objectives.availability(), "failed", "objectives.availability", "availability", findings);
    }

    private static void fits(BigDecimal missed, Percent promised, String how, String objective, String what, Findings findings) {
        var allowed = promised.missing();
        if (missed.compareTo(allowed.value()) > 0) {
            findings.add(Place.of("slices"), "on the path up to %s%% may be %s together, %s of %s allows %s: raise the %s of a slice, or lower the objective"
                    .formatted(missed.stripTrailingZeros().toPlainString(), how, objective, promised, allowed, what));
        }
    }
}
