package dev.surety.evaluation.decision;

import dev.surety.event.DecisionMade;
import dev.surety.event.DecisionMade.Who;
import dev.surety.policy.Action;
import dev.surety.policy.Effect;
import dev.surety.request.RequestId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A decision as a caller may see it.
 *
 * @param resource what is shown of it: to somebody who oversees the tenant all but a question, to the caller that it is about what they said or were given
 *     themselves. What is shown is listed, so that a new member stays hidden until somebody decides
 */
record DecisionView(
        String id,
        RequestId requestId,
        Instant at,
        String service,
        Action action,
        Map<String, Object> resource,
        Who caller,
        Effect effect,
        String rule,
        String reason,
        String policyVersion) {

    private static final Set<String> FOR_THE_CALLER = Set.of("mode", "tier", "citations", "documentId", "tool", "writes");
    private static final Set<String> FOR_OVERSEERS = Set.of(
            "mode", "index", "indexes", "documentId", "tenant", "clearance", "tier", "model", "outside", "region", "citations", "tool", "writes", "user");

    static DecisionView forTheCaller(DecisionMade made) {
        return of(made, FOR_THE_CALLER);
    }

    static DecisionView forOverseers(DecisionMade made) {
        return of(made, FOR_OVERSEERS);
    }

    private static DecisionView of(DecisionMade made, Set<String> shown) {
        var resource = new TreeMap<>(made.resource());
        resource.keySet().retainAll(shown);
        return new DecisionView(
                made.id(),
                made.requestId(),
                made.at(),
                made.service(),
                made.action(),
                resource,
                made.caller(),
                made.effect(),
                made.rule(),
                made.reason(),
                made.policyVersion());
    }

    /** Ids only. */
    @Override
    public String toString() {
        return "DecisionView[" + id + "]";
    }
}
