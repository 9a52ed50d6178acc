package dev.surety.contract;

import java.util.List;

/** What makes a contract add up: the rules, section by section. */
final class ContractRules {

    private static final List<Rules> SECTIONS = List.of(
            new PeopleRules(),
            new ObjectiveRules(),
            new PathRules(),
            new SliceRules(),
            new CostRules(),
            new BudgetRules(),
            new ToolRules(),
            new PolicyRules(),
            new RedactionRules(),
            new RoutingRules(),
            new DegradationRules(),
            new ErrorBudgetRules());

    private ContractRules() {}

    /** The rules of one section. */
    @FunctionalInterface
    interface Rules {
        void check(Contract contract, Findings findings);
    }

    /** Tells every rule that is broken. */
    static void check(Contract contract, Findings findings) {
        SECTIONS.forEach(section -> section.check(contract, findings));
    }
}
