package dev.surety.identity.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.surety.policy.Decision;
import dev.surety.policy.Effect;
import org.jspecify.annotations.Nullable;

/**
 * The reply of {@code POST /v1/decisions}.
 *
 * @param decision      allow or deny
 * @param rule          that decided
 * @param reason        why
 * @param policyVersion content hash of the contract
 * @param explanation   for those who administer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DecisionMessage(Effect decision, String rule, String reason, String policyVersion, @Nullable Explanation explanation) {

    static DecisionMessage of(Decision decision) {
        return new DecisionMessage(decision.effect(), decision.rule(), decision.reason(), decision.policyVersion(), null);
    }

    static DecisionMessage explained(Decision decision, Explanation explanation) {
        return new DecisionMessage(decision.effect(), decision.rule(), decision.reason(), decision.policyVersion(), explanation);
    }
}
