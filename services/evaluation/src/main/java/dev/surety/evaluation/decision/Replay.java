package dev.surety.evaluation.decision;

import dev.surety.evaluation.decision.DryRunReport.Flip;
import dev.surety.event.DecisionMade;
import dev.surety.policy.Decision;
import dev.surety.policy.Policy;
import dev.surety.policy.PolicyRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a policy again what another one was asked, and counts. Not thread-safe. */
final class Replay {

    private final Policy policy;
    private final List<Flip> flips = new ArrayList<>();
    private int same;
    private int otherRule;
    private int decidedByAccess;
    private int notReplayable;

    Replay(Policy policy) {
        this.policy = policy;
    }

    void again(DecisionMade made) {
        if (made.rule().equals(Decision.DOCUMENT_ACCESS)) {
            decidedByAccess++;
            return;
        }
        asked(made).map(policy::decide).ifPresentOrElse(now -> compare(made, now), () -> notReplayable++);
    }

    DryRunReport report() {
        return new DryRunReport(
                policy.version(),
                same + otherRule + flips.size() + decidedByAccess + notReplayable,
                same,
                otherRule,
                flips.size(),
                decidedByAccess,
                notReplayable,
                flips);
    }

    private void compare(DecisionMade made, Decision now) {
        if (now.effect() != made.effect()) {
            flips.add(Flip.of(made, now));
        } else if (now.rule().equals(made.rule())) {
            same++;
        } else {
            otherRule++;
        }
    }

    private static Optional<PolicyRequest> asked(DecisionMade made) {
        try {
            return Optional.of(made.asked());
        } catch (IllegalArgumentException otherMembersToday) {
            return Optional.empty();
        }
    }
}
