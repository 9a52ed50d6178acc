package dev.surety.evaluation.decision;

import dev.surety.edge.ContractInForce;
import dev.surety.edge.PolicyDecisions;
import dev.surety.grant.Grant;
import dev.surety.policy.Resource;
import jakarta.enterprise.context.ApplicationScoped;

/** Who may see how the policy treats everybody of their own tenant: auditors, and whom the policy lets administer. */
@ApplicationScoped
class Overseers {

    private final ContractInForce contract;
    private final PolicyDecisions decisions;

    Overseers(ContractInForce contract, PolicyDecisions decisions) {
        this.contract = contract;
        this.decisions = decisions;
    }

    boolean include(Grant caller) {
        return caller.isAuditor() || decisions.decide(contract.policy(), caller, Resource.administer()).isAllowed();
    }
}
