package dev.surety.retrieval;

import dev.surety.edge.PolicyDecisions;
import dev.surety.grant.Grant;
import dev.surety.index.IndexNames;
import dev.surety.policy.Decided;
import dev.surety.policy.Policy;
import dev.surety.policy.Resource;
import dev.surety.retrieval.engine.LiveIndexes;
import dev.surety.retrieval.engine.Standing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** What the rules of the contract let a caller search and see. They only ever narrow: the grant's own filter holds whatever they say. */
@ApplicationScoped
class Permits {

    private final PolicyDecisions decisions;
    private final LiveIndexes live;

    Permits(PolicyDecisions decisions, LiveIndexes live) {
        this.decisions = decisions;
        this.live = live;
    }

    /**
     * The indexes that may be searched, of those that are wanted.
     *
     * @param wanted all that are live if empty; one that is not there is asked about like any other, so that nobody can tell
     */
    Uni<Permitted> indexes(Policy policy, Grant caller, List<String> wanted) {
        var names = wanted.isEmpty() ? live.names() : Uni.createFrom().item(wanted);
        return names.map(indexes -> permitted(policy, caller, indexes));
    }

    /** Those of documents that the grant permits which the rules let the caller see. */
    List<Standing> readable(Policy policy, Grant caller, List<Standing> permitted) {
        return permitted.stream().filter(standing -> mayRead(policy, caller, standing)).toList();
    }

    private boolean mayRead(Policy policy, Grant caller, Standing standing) {
        var index = IndexNames.indexOf(standing.release());
        var access = standing.access();
        return decisions.decide(policy, caller, Resource.search(index)).isAllowed()
                && decisions.decide(policy, caller, Resource.read(index, standing.documentId(), access.tenant(), access.clearance())).isAllowed();
    }

    private Permitted permitted(Policy policy, Grant caller, List<String> indexes) {
        var allowed = new ArrayList<String>();
        var decided = new ArrayList<Decided>();
        for (var index : indexes) {
            var resource = Resource.search(index);
            var decision = decisions.decide(policy, caller, resource);
            decided.add(Decided.of(resource, decision));
            if (decision.isAllowed()) {
                allowed.add(index);
            }
        }
        return new Permitted(allowed, decided);
    }

    /**
     * What may be searched.
     *
     * @param indexes   none is possible
     * @param decisions one for each index that was asked about
     */
    record Permitted(List<String> indexes, List<Decided> decisions) {

        Permitted {
            indexes = List.copyOf(indexes);
            decisions = List.copyOf(decisions);
        }
    }
}
