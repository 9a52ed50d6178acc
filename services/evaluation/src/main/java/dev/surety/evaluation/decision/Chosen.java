package dev.surety.evaluation.decision;

import dev.surety.grant.Grant;
import dev.surety.policy.Action;
import dev.surety.policy.Effect;
import dev.surety.request.RequestId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which decisions are looked for, as clauses of a query.
 *
 * @param filter what each of them matches
 * @param hidden what none of them matches
 */
record Chosen(List<Map<String, ?>> filter, List<Map<String, ?>> hidden) {

    Chosen {
        filter = List.copyOf(filter);
        hidden = List.copyOf(hidden);
    }

    /** Those about everybody of a tenant. */
    static Chosen ofTenant(String tenant) {
        return new Chosen(List.of(term("tenant", tenant)), List.of());
    }

    /** Those about one caller, without what was kept from them: it would tell which documents, indexes and tools there are. */
    static Chosen ofCaller(Grant caller) {
        var keptFromThem = List.of(
                term("effect", Effect.DENY.label()), Map.of("terms", Map.of("action", List.of(Action.READ.label(), Action.SEARCH.label(), Action.CALL_TOOL.label()))));
        return new Chosen(
                List.of(term("tenant", caller.tenant()), term("subject", caller.subject())), List.of(Map.of("bool", Map.of("filter", keptFromThem))));
    }

    /** Only those of one request, where one is named. */
    Chosen of(Optional<RequestId> requestId) {
        var narrowed = new ArrayList<Map<String, ?>>(filter);
        requestId.ifPresent(id -> narrowed.add(term("requestId", id.toString())));
        return new Chosen(narrowed, hidden);
    }

    private static Map<String, ?> term(String member, String value) {
        return Map.of("term", Map.of(member, value));
    }
}
