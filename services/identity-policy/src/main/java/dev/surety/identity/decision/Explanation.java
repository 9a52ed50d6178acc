package dev.surety.identity.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.surety.api.DocumentAccesses.OfDocument;
import dev.surety.policy.Action;
import dev.surety.policy.Caller;
import dev.surety.policy.Decision;
import dev.surety.policy.Effect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why, in full.
 *
 * @param caller     about whom
 * @param document   for {@code read}: which
 * @param access     what the document says for itself, clause by clause; all must hold. Empty for other actions
 * @param rules      what the policy was asked, in order, and what it said
 * @param wouldGrant tags each of which alone would turn the denial into an allowance, of those that document and roles name; none when it is allowed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Explanation(Person caller, @Nullable OfDocument document, List<Clause> access, List<Ruling> rules, List<String> wouldGrant) {

    Explanation {
        access = List.copyOf(access);
        rules = List.copyOf(rules);
        wouldGrant = List.copyOf(wouldGrant);
    }

    /**
     * Whom it is about.
     *
     * @param from where tags and clearance come from: {@code token}, {@code directory} or {@code request}
     */
    record Person(String user, String tenant, List<String> tags, int clearance, Source from) {

        static Person of(Caller caller, Source from) {
            return new Person(caller.subject(), caller.tenant(), caller.tags().stream().sorted().toList(), caller.clearance(), from);
        }

        /** Without the tags: they tell who belongs to what. */
        @Override
        public String toString() {
            return "Person[" + tags.size() + " tags, from " + from.label() + "]";
        }
    }

    /**
     * One condition of a document.
     *
     * @param clause {@code tenant}, {@code allow}, {@code deny} or {@code clearance}
     * @param detail for a person
     */
    record Clause(String clause, boolean holds, String detail) {}

    /** What the policy said to one action. */
    record Ruling(Action action, Effect effect, String rule, String reason) {

        static Ruling of(Action action, Decision decision) {
            return new Ruling(action, decision.effect(), decision.rule(), decision.reason());
        }
    }
}
