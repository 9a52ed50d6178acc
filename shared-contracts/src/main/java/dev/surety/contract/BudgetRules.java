package dev.surety.contract;

import java.util.List;

/** What may be spent a day, and who hears of it. */
final class BudgetRules implements ContractRules.Rules {

    private static final Place BUDGETS = Place.of("cost", "budgets");
    private static final Percent NOTHING = Percent.of("0%");
    private static final Percent ALL = Percent.of("100%");

    @Override
    public void check(Contract contract, Findings findings) {
        var budgets = contract.cost().budgets();
        Bounds.unique(budgets.stream().map(Contract.Budget::budget).toList(), BUDGETS, findings);
        for (var index = 0; index < budgets.size(); index++) {
            budget(budgets.get(index), BUDGETS.entry(index), contract, findings);
        }
    }

    private static void budget(Contract.Budget budget, Place place, Contract contract, Findings findings) {
        if (!contract.tenants().contains(budget.tenant())) {
            findings.add(place.key("tenant"), "there is no tenant '%s': use %s".formatted(budget.tenant(), String.join(", ", contract.tenants())));
        }
        if (budget.perDayUsd().usd().signum() == 0) {
            findings.add(place.key("perDayUsd"), "is 0, it must be more: who may spend nothing needs tiers without a price, not a budget");
        }
        shares(budget.tellAt(), place.key("tellAt"), findings);
    }

    private static void shares(List<Percent> shares, Place place, Findings findings) {
        for (var index = 0; index < shares.size(); index++) {
            var before = index == 0 ? NOTHING : shares.get(index - 1);
            if (shares.get(index).compareTo(before) <= 0) {
                findings.add(place.entry(index), shares.get(index) + " does not come after " + before + ": write ascending shares above 0%");
            }
        }
        if (!shares.contains(ALL)) {
            findings.add(place, "leaves out 100%: the owner is told when the budget is spent");
        }
    }
}
