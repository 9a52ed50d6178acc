package dev.surety.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.surety.policy.Action;
import dev.surety.policy.Caller;
import dev.surety.policy.Decided;
import dev.surety.policy.Decision;
import dev.surety.policy.Effect;
import dev.surety.policy.PolicyRequest;
import dev.surety.policy.Resource;
import dev.surety.request.RequestId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

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

    private static final Set<String> NAMES = Set.of("user", "tenant", "documentId");

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
     * What an answer's record holds of decisions, each as it is told on its own: what was decided about a question gets the question back.
     *
     * @param eventId of the record: the same record told twice gives the same ids
     * @return none of a record without an asker
     */
    public static List<DecisionMade> of(String eventId, AnswerRecord record) {
        var asker = record.asker();
        return asker == null ? List.of() : each(eventId, record.requestId(), record.at(), asker, record.decisions(), record.question());
    }

    /**
     * What the record of a tool's call holds of decisions, each as it is told on its own.
     *
     * @param eventId of the record: the same record told twice gives the same ids
     */
    public static List<DecisionMade> of(String eventId, ToolCallRecord record) {
        return each(eventId, record.requestId(), record.at(), record.caller(), record.decisions(), "");
    }

    private static List<DecisionMade> each(
            String eventId, RequestId requestId, Instant at, AnswerRecord.Asker caller, List<Decided> decisions, String question) {
        return IntStream.range(0, decisions.size())
                .mapToObj(place -> {
                    var decided = decisions.get(place);
                    return new DecisionMade(
                            eventId + "/" + place,
                            requestId,
                            at,
                            decided.action() == Action.SEARCH || decided.action() == Action.READ ? "retrieval" : "inference",
                            decided.action(),
                            decided.action() == Action.ASK ? withQuestion(decided.resource(), question) : decided.resource(),
                            Who.of(caller),
                            decided.effect(),
                            decided.rule(),
                            decided.reason(),
                            decided.policyVersion());
                })
                .toList();
    }

    private static Map<String, Object> withQuestion(Map<String, Object> resource, String question) {
        var whole = new HashMap<>(resource);
        whole.put("question", question);
        return whole;
    }

    /** The same with other texts in place of those that somebody wrote; names of people and ids stay, for who may read it is found by them. */
    public DecisionMade withTexts(UnaryOperator<String> change) {
        var changed = new HashMap<>(resource);
        changed.replaceAll((name, value) -> value instanceof String text && !NAMES.contains(name) ? change.apply(text) : value);
        return new DecisionMade(id, requestId, at, service, action, changed, caller, effect, rule, reason, policyVersion);
    }

    /**
     * The request for another policy to decide: as it was, but for what was taken out of its texts.
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

        static Who of(AnswerRecord.Asker asker) {
            return new Who(
                    asker.subject(),
                    asker.tenant(),
                    asker.tags(),
                    asker.clearance(),
                    asker.tags().stream().anyMatch(tag -> tag.startsWith("service:")),
                    asker.actor() == null ? "" : asker.actor());
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
