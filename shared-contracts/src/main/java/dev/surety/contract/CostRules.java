package dev.surety.contract;

import java.util.ArrayList;
import java.util.List;

/** What an answer may cost, and whether the ceiling holds for the dearest one ({@link WorstCost}). */
final class CostRules implements ContractRules.Rules {

    @Override
    public void check(Contract contract, Findings findings) {
        var cost = contract.cost();
        if (cost.targetUsd().compareTo(cost.ceilingUsd()) > 0) {
            findings.add(Place.of("cost", "targetUsd"), "is %s, cost.ceilingUsd is %s: an answer that meets the target would be refused; lower it, or raise the ceiling"
                    .formatted(cost.targetUsd(), cost.ceilingUsd()));
        }
        var calls = calls(contract);
        calls.forEach(call -> call(call, contract, findings));
        if (countable(contract, calls)) {
            ceiling(contract, findings);
        }
    }

    private static List<PlacedCall> calls(Contract contract) {
        var calls = new ArrayList<PlacedCall>();
        contract.cost().calls().forEach((purpose, call) -> calls.add(new PlacedCall(Place.of("cost", "calls", purpose), call)));
        var tiers = contract.routing().tiers();
        for (var index = 0; index < tiers.size(); index++) {
            var call = tiers.get(index).call();
            if (call != null) {
                calls.add(new PlacedCall(Place.of("routing", "tiers").entry(index).key("call"), call));
            }
        }
        return calls;
    }

    private static void call(PlacedCall placed, Contract contract, Findings findings) {
        var call = placed.called();
        var place = placed.place();
        if (!contract.cost().prices().containsKey(call.model())) {
            findings.add(place.key("model"), call.model() + " has no price: write one into cost.prices");
        }
        Bounds.atLeast(0, call.promptTokens(), place.key("promptTokens"), findings);
        Bounds.atLeast(0, call.completionTokens(), place.key("completionTokens"), findings);
        Bounds.atLeast(1, call.atMost(), place.key("atMost"), findings);
    }

    /** Whether there is something to add up: a price for each model, and counts within their bounds, which is told elsewhere. */
    private static boolean countable(Contract contract, List<PlacedCall> calls) {
        return contract.tools().stream().allMatch(tool -> tool.perRequest() > 0)
                && calls.stream().map(PlacedCall::called).allMatch(call -> contract.cost().prices().containsKey(call.model())
                        && call.promptTokens() >= 0 && call.completionTokens() >= 0 && call.atMost() > 0);
    }

    private static void ceiling(Contract contract, Findings findings) {
        var worst = WorstCost.of(contract);
        if (worst.usd().compareTo(contract.cost().ceilingUsd()) > 0) {
            findings.add(Place.of("cost", "ceilingUsd"), "is %s, an answer by the tiers %s can cost %s: raise it, or lower tokens, calls or tiers"
                    .formatted(contract.cost().ceilingUsd(), String.join(" -> ", worst.ladder().stream().map(Tier::label).toList()), worst.usd()));
        }
    }

    private record PlacedCall(Place place, Contract.ModelCall called) {}
}
