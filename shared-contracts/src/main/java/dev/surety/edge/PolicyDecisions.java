package dev.surety.edge;

import dev.surety.grant.Grant;
import dev.surety.policy.Caller;
import dev.surety.policy.Decision;
import dev.surety.policy.Policy;
import dev.surety.policy.PolicyRequest;
import dev.surety.policy.Resource;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Asks the policy about whoever holds a grant, and counts what it says. */
@ApplicationScoped
public class PolicyDecisions {

    private final Clock clock;
    private final MeterRegistry meters;

    PolicyDecisions(Clock clock, MeterRegistry meters) {
        this.clock = clock;
        this.meters = meters;
    }

    /** @param policy of the contract that the request came in with */
    public Decision decide(Policy policy, Grant grant, Resource resource) {
        var decision = policy.decide(new PolicyRequest(Caller.of(grant), resource, clock.instant()));
        meters.counter("surety.policy.decisions", "action", resource.action().label(), "effect", decision.effect().label()).increment();
        return decision;
    }
}
