package dev.surety.identity.decision;

import dev.surety.api.DocumentAccesses.OfDocument;
import dev.surety.api.ProblemException;
import dev.surety.policy.Action;
import dev.surety.policy.Caller;
import dev.surety.policy.Decision;
import dev.surety.policy.Effect;
import dev.surety.policy.Policy;
import dev.surety.policy.PolicyRequest;
import dev.surety.policy.RefusedResource;
import dev.surety.policy.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Asks one policy at one time. Computes only.
 *
 * @param policy of the contract that the request came in with
 * @param now    what rules know as that
 */
record Weighing(Policy policy, Instant now) {

    /**
     * A question and its answer.
     *
     * @param request what was asked
     * @param said    what was said
     */
    record Asked(PolicyRequest request, Decision said) {

        Action action() {
            return request.resource().action();
        }
    }

    /** Whether somebody may administer. */
    Asked administer(Caller caller) {
        return ask(caller, Resource.administer());
    }

    /** @throws ProblemException when the members are not those of the action */
    Asked ask(Caller caller, Action action, Map<String, Object> members) {
        try {
            return ask(caller, new Resource(action, members));
        } catch (RefusedResource refused) {
            throw ProblemException.invalid(refused.member(), refused.getMessage() + ": " + action.takes());
        }
    }

    /** What is asked when somebody wants to read a document, up to the first that denies: the last one decides. */
    List<Asked> read(Caller caller, OfDocument document) {
        var resource = resource(document);
        if (!document.access().permits(caller.tenant(), caller.tags(), caller.clearance())) {
            var denied = new Decision(Effect.DENY, Decision.DOCUMENT_ACCESS, "the document does not permit the caller", null, policy.version());
            return List.of(new Asked(new PolicyRequest(caller, resource, now), denied));
        }
        var asked = new ArrayList<Asked>();
        asked.add(ask(caller, Resource.search(document.index())));
        if (asked.getLast().said().isAllowed()) {
            asked.add(ask(caller, resource));
        }
        return asked;
    }

    /** What the rules say of a document, whatever it says for itself. */
    List<Asked> rules(Caller caller, OfDocument document) {
        return List.of(ask(caller, Resource.search(document.index())), ask(caller, resource(document)));
    }

    private static Resource resource(OfDocument document) {
        return Resource.read(document.index(), document.documentId(), document.access().tenant(), document.access().clearance());
    }

    private Asked ask(Caller caller, Resource resource) {
        var request = new PolicyRequest(caller, resource, now);
        return new Asked(request, policy.decide(request));
    }
}
