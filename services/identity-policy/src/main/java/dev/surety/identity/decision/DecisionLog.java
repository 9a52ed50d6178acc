package dev.surety.identity.decision;

import dev.surety.api.ProblemException;
import dev.surety.contract.RedactionPurpose;
import dev.surety.edge.Redactions;
import dev.surety.event.CloudEvent;
import dev.surety.event.DecisionMade;
import dev.surety.event.Topics;
import dev.surety.identity.decision.Weighing.Asked;
import dev.surety.identity.directory.Outbox;
import dev.surety.request.RequestId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts decisions away for {@code surety.policy-decisions.v1}, a question without what no event may keep. Blocking. */
@ApplicationScoped
@RegisterForReflection(targets = {DecisionMade.class, DecisionMade.Who.class})
class DecisionLog {

    private final Outbox outbox;
    private final Redactions redactions;
    private final String service;

    DecisionLog(Outbox outbox, Redactions redactions, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.outbox = outbox;
        this.redactions = redactions;
        this.service = service;
    }

    /** @throws ProblemException when they can't be put away: what is not written down is not decided */
    void put(RequestId requestId, List<Asked> asked) {
        if (!asked.isEmpty()) {
            outbox.put(
                    Topics.POLICY_DECISIONS,
                    requestId.toString(),
                    IntStream.range(0, asked.size()).<CloudEvent<?>>mapToObj(place -> event(requestId, place, asked.get(place))).toList());
        }
    }

    private CloudEvent<DecisionMade> event(RequestId requestId, int place, Asked asked) {
        var made = DecisionMade.of(requestId + "/" + service + "/" + place, requestId, service, asked.request(), asked.said())
                .withTexts(text -> redactions.inForce().text(text, RedactionPurpose.EVENT));
        return CloudEvent.of(made.id(), Outbox.SOURCE, DecisionMade.TYPE, requestId.toString(), made.at(), made);
    }
}
