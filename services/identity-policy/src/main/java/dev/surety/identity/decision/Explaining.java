package dev.surety.identity.decision;

import dev.surety.api.DocumentAccesses.OfDocument;
import dev.surety.grant.Access;
import dev.surety.identity.decision.Explanation.Person;
import dev.surety.identity.decision.Explanation.Ruling;
import dev.surety.identity.decision.People.Subject;
import dev.surety.identity.decision.Weighing.Asked;
import dev.surety.policy.Caller;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Says why, to somebody who administers a tenant, as far as that tenant goes.
 *
 * @param subject whom it is about
 * @param tenant  of the one who is told
 * @param roles   of the contract, with their tags
 */
record Explaining(Weighing weighing, Subject subject, String tenant, Map<String, List<String>> roles) {

    /** Tags that are somebody's or some tenant's own: nobody can be given them. */
    private static final List<String> OWN = List.of("user:", "tenant:", "service:");

    DecisionMessage of(Weighed weighed) {
        var document = weighed.document();
        if (document != null && document.access().isOf(tenant)) {
            return DecisionMessage.explained(weighed.decision(weighing.policy()), explanation(weighed, document));
        }
        var said = document == null ? weighed.asked() : List.<Asked>of();
        return DecisionMessage.explained(
                weighed.outwardly(weighing.policy()),
                new Explanation(person(), null, List.of(), rulings(said), said.isEmpty() ? List.of() : wouldGrant(said.getLast())));
    }

    private Explanation explanation(Weighed weighed, OfDocument document) {
        return new Explanation(
                person(),
                document,
                Clauses.of(document.access(), subject.caller()),
                rulings(weighing.rules(subject.caller(), document)),
                weighed.isAllowed() ? List.of() : wouldGrant(document));
    }

    private Person person() {
        return Person.of(subject.caller(), subject.from());
    }

    private static List<Ruling> rulings(List<Asked> asked) {
        return asked.stream().map(one -> Ruling.of(one.action(), one.said())).toList();
    }

    private List<String> wouldGrant(OfDocument document) {
        return wouldGrant(document.access().allow(), caller -> weighing.read(caller, document).getLast().said().isAllowed());
    }

    private List<String> wouldGrant(Asked asked) {
        return asked.said().isAllowed()
                ? List.of()
                : wouldGrant(Set.of(), caller -> weighing.ask(caller, asked.action(), asked.request().resource().members()).said().isAllowed());
    }

    /** Tried out, one by one: what is said here holds whatever the rules are. */
    private List<String> wouldGrant(Collection<String> allowed, Predicate<Caller> isAllowed) {
        return Stream.concat(allowed.stream(), roles.values().stream().flatMap(List::stream))
                .distinct()
                .filter(tag -> !tag.equals(Access.PUBLIC) && OWN.stream().noneMatch(tag::startsWith) && !subject.caller().tags().contains(tag))
                .filter(tag -> isAllowed.test(with(tag)))
                .sorted()
                .toList();
    }

    private Caller with(String tag) {
        var caller = subject.caller();
        var tags = new HashSet<>(caller.tags());
        tags.add(tag);
        return new Caller(caller.subject(), caller.tenant(), tags, caller.clearance(), caller.service(), caller.actor());
    }
}
