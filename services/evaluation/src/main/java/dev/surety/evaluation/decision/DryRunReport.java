package dev.surety.evaluation.decision;

import dev.surety.event.DecisionMade;
import dev.surety.policy.Action;
import dev.surety.policy.Decision;
import dev.surety.policy.Effect;
import dev.surety.request.RequestId;
import java.time.Instant;
import java.util.List;

/**
 * What another policy would have said.
 *
 * @param policyVersion   content hash of the contract whose rules were asked
 * @param decisions       that were looked at: the sum of the next five
 * @param same            the same rule says the same
 * @param otherRule       another rule says the same
 * @param flipped         something else is said
 * @param decidedByAccess what a document says for itself had decided; no rule changes that
 * @param notReplayable   its action takes other members today
 * @param flips           every one of {@code flipped}, newest first
 */
record DryRunReport(
        String policyVersion, int decisions, int same, int otherRule, int flipped, int decidedByAccess, int notReplayable, List<Flip> flips) {

    DryRunReport {
        flips = List.copyOf(flips);
    }

    /**
     * A decision that would be another one.
     *
     * @param subject of the caller
     * @param from    what was said
     * @param to      what would be said
     */
    record Flip(String id, RequestId requestId, Instant at, Action action, String subject, Said from, Said to) {

        static Flip of(DecisionMade made, Decision now) {
            return new Flip(
                    made.id(),
                    made.requestId(),
                    made.at(),
                    made.action(),
                    made.caller().subject(),
                    new Said(made.effect(), made.rule()),
                    new Said(now.effect(), now.rule()));
        }
    }

    /** An effect, and the rule behind it. */
    record Said(Effect effect, String rule) {}
}
