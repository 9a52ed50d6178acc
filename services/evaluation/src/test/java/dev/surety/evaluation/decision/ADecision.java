package dev.surety.evaluation.decision;

import dev.surety.contract.ContractFile;
import dev.surety.event.DecisionMade;
import dev.surety.policy.Caller;
import dev.surety.policy.Policy;
import dev.surety.policy.PolicyRequest;
import dev.surety.policy.Resource;
import dev.surety.request.RequestId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** A decision of the demo contract's policy, as a service tells it. */
final class ADecision {

    static final Path CONTRACT = Path.of("../../deploy/contract.yaml");
    static final Policy POLICY = ContractFile.read(CONTRACT).policy();

    private final RequestId requestId = RequestId.next();
    private Caller caller = caller("alice", "kestrel");
    private Resource resource = Resource.ask("How many days of annual leave do I have?", "auto");
    private Instant at = Instant.parse("2026-11-24T09:30:00Z");

    static ADecision aDecision() {
        return new ADecision();
    }

    ADecision about(String subject, String tenant, String... groups) {
        caller = caller(subject, tenant, groups);
        return this;
    }

    ADecision on(Resource other) {
        resource = other;
        return this;
    }

    ADecision at(Instant time) {
        at = time;
        return this;
    }

    DecisionMade made() {
        var asked = new PolicyRequest(caller, resource, at);
        return DecisionMade.of(requestId + "/answered/0", requestId, "inference", asked, POLICY.decide(asked));
    }

    private static Caller caller(String subject, String tenant, String... groups) {
        var tags = new HashSet<>(Set.of(groups));
        tags.addAll(Set.of("user:" + subject, "tenant:" + tenant));
        return new Caller(subject, tenant, tags, 1, false, "");
    }
}
