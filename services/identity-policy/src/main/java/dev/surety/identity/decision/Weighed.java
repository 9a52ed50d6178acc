package dev.surety.identity.decision;

import dev.surety.api.DocumentAccesses.OfDocument;
import dev.surety.identity.decision.Weighing.Asked;
import dev.surety.policy.Action;
import dev.surety.policy.Decision;
import dev.surety.policy.Policy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a question.
 *
 * @param action   that was asked about
 * @param document that it was about; null when there is none
 * @param asked    of the policy, in order: the last one decides; none about a document that does not exist
 */
record Weighed(Action action, @Nullable OfDocument document, List<Asked> asked) {

    Weighed {
        asked = List.copyOf(asked);
    }

    boolean isAllowed() {
        return !asked.isEmpty() && asked.getLast().said().isAllowed();
    }

    /** For somebody who may know why. */
    Decision decision(Policy policy) {
        return asked.isEmpty() ? policy.noMatch() : asked.getLast().said();
    }

    /** For everybody else: a document that may not be read is like one that does not exist. */
    Decision outwardly(Policy policy) {
        return action == Action.READ && !isAllowed() ? policy.noMatch() : decision(policy);
    }
}
