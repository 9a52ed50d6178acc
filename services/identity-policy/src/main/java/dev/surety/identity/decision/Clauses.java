package dev.surety.identity.decision;

import dev.surety.grant.Access;
import dev.surety.identity.decision.Explanation.Clause;
import dev.surety.policy.Caller;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a document says for itself to a caller, clause by clause. Every clause holds if and only if the document permits the caller. */
final class Clauses {

    private Clauses() {}

    static List<Clause> of(Access access, Caller caller) {
        return List.of(tenant(access, caller), allow(access, caller), deny(access, caller), clearance(access, caller));
    }

    private static Clause tenant(Access access, Caller caller) {
        return access.opensToEverybody()
                ? new Clause("tenant", true, "the document is open to every tenant")
                : new Clause("tenant", access.isOf(caller.tenant()), "the document is of %s, the caller of %s".formatted(access.tenant(), caller.tenant()));
    }

    private static Clause allow(Access access, Caller caller) {
        if (access.opensToEverybody()) {
            return new Clause("allow", true, "everybody is allowed");
        }
        if (access.allow().isEmpty()) {
            return new Clause("allow", false, "nobody is allowed");
        }
        return access.allows(caller.tags())
                ? new Clause("allow", true, "the caller has " + shared(access.allow(), caller))
                : new Clause("allow", false, "the caller has none of " + named(access.allow()));
    }

    private static Clause deny(Access access, Caller caller) {
        if (access.denies(caller.tags())) {
            return new Clause("deny", false, "the caller has " + shared(access.deny(), caller));
        }
        return new Clause("deny", true, access.deny().isEmpty() ? "nobody is denied" : "the caller has none of " + named(access.deny()));
    }

    private static Clause clearance(Access access, Caller caller) {
        return new Clause("clearance", access.clears(caller.clearance()), "the document needs %d, the caller has %d".formatted(access.clearance(), caller.clearance()));
    }

    private static String shared(Set<String> tags, Caller caller) {
        return named(tags.stream().filter(caller.tags()::contains).toList());
    }

    private static String named(Collection<String> tags) {
        return tags.stream().sorted().collect(Collectors.joining(", "));
    }
}
