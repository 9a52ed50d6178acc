package dev.surety.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.surety.policy.Action;
import dev.surety.policy.Caller;
import dev.surety.policy.Decision;
import dev.surety.policy.Effect;
import dev.surety.policy.PolicyRequest;
import dev.surety.policy.Resource;
import dev.surety.request.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the policy was asked and what it said, on {@code surety.policy-decisions.v1}, keyed by request id. Holds all that a rule could look at, so that
 * another policy can be asked the same.
 *
 * @param id            unique; the same decision told twice has the same
 * @param requestId     of the request that needed it
 * @param at            when; what rules know as {@code now}
 * @param service       that asked
 * @param action        what the caller wanted
 * @param resource      what it was wanted of: texts, whole numbers, truths and lists of texts, by name
 * @param caller        who wanted it
 * @param effect        allow or deny
 * @param rule          that decided
 * @param reason        why
 * @param policyVersion content hash of the contract
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DecisionMade(
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

    public static final String TYPE = "dev.surety.policy.decided.v1";

    public DecisionMade {
        resource = Map.copyOf(resource);
    }

    /** What was said to a request. */
    public static DecisionMade of(String id, RequestId requestId, String service, PolicyRequest asked, Decision said) {
        return new DecisionMade(
                id,
                requestId,
                asked.now(),
                service,
                asked.resource().action(),
                asked.resource().members(),
                Who.of(asked.caller()),
                said.effect(),
                said.rule(),
                said.reason(),
                said.policyVersion());
    }

    /**
     * The request as it was, for another policy to decide.
     *
     * @throws IllegalArgumentException when its action takes other members today
     */
    public PolicyRequest asked() {
        return new PolicyRequest(caller.asCaller(), new Resource(action, resource), at);
    }

    /** Ids and words only: a member of the resource may be a question. */
    @Override
    public String toString() {
        return "DecisionMade[" + id + ", " + action.label() + ", " + effect.label() + " by " + rule + "]";
    }

    /**
     * Who wanted something.
     *
     * @param subject   user name, or the service's name for a service
     * @param tags      flattened, sorted
     * @param clearance at least 0
     * @param service   whether it is one of our own services
     * @param actor     service that acts for the subject; empty when nobody does
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Who(String subject, String tenant, List<String> tags, int clearance, boolean service, String actor) {

        public Who {
            tags = List.copyOf(tags);
        }

        static Who of(Caller caller) {
            return new Who(
                    caller.subject(), caller.tenant(), caller.tags().stream().sorted().toList(), caller.clearance(), caller.service(), caller.actor());
        }

        private Caller asCaller() {
            return new Caller(subject, tenant, Set.copyOf(tags), clearance, service, actor);
        }

        /** Without the tags: they tell who belongs to what. */
        @Override
        public String toString() {
            return "Who[" + tags.size() + " tags]";
        }
    }
}
