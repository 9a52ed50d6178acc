package dev.surety.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import java.util.Objects;

/**
 * A decision as it is written down.
 *
 * @param action        that was asked about
 * @param resource      what it was about, in short
 * @param effect        what came of it
 * @param rule          that decided
 * @param reason        the rule's
 * @param policyVersion content hash of the contract
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Decided(Action action, Map<String, Object> resource, Effect effect, String rule, String reason, String policyVersion) {

    public Decided {
        Objects.requireNonNull(action, "action");
        resource = Map.copyOf(resource);
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(policyVersion, "policyVersion");
    }

    public static Decided of(Resource resource, Decision decision) {
        return new Decided(
                resource.action(), resource.inShort(), decision.effect(), decision.rule(), decision.reason(), decision.policyVersion());
    }

    /** Without the resource: a user, or a document that not everybody may know of. */
    @Override
    public String toString() {
        return "Decided[" + action.label() + ", " + effect.label() + " by " + rule + "]";
    }
}
