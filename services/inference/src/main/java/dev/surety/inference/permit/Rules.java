package dev.surety.inference.permit;

import dev.surety.edge.PolicyDecisions;
import dev.surety.inference.authorize.Granted;
import dev.surety.policy.Decided;
import dev.surety.policy.Decision;
import dev.surety.policy.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Asks the rules of the contract that a question came in with, and writes down what they say. */
@ApplicationScoped
public class Rules {

    private final PolicyDecisions decisions;

    Rules(PolicyDecisions decisions) {
        this.decisions = decisions;
    }

    /** Whether whoever asked may do this; the decision is in the question's journal then. */
    public Decision ask(Granted granted, Resource resource) {
        var decision = decisions.decide(granted.question().contract().policy(), granted.held().grant(), resource);
        granted.journal().decided(List.of(Decided.of(resource, decision)));
        return decision;
    }
}
