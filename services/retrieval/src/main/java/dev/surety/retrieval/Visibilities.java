package dev.surety.retrieval;

import dev.surety.api.VisibilityReply;
import dev.surety.api.VisibilityRequest;
import dev.surety.contract.SliceName;
import dev.surety.edge.ContractInForce;
import dev.surety.edge.Grants;
import dev.surety.grant.Grant;
import dev.surety.policy.Policy;
import dev.surety.retrieval.engine.Engine;
import dev.surety.retrieval.engine.Standing;
import dev.surety.slo.Enforcement;
import dev.surety.slo.SliceCall;
import dev.surety.slo.SliceGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which documents a grant may see as they are now. A document is seen as a whole or not at all: while a change of access has reached some of its chunks
 * only, it is hidden from whoever is refused by any of them. Searches ask the same thing about what they found, so the two always agree.
 */
@ApplicationScoped
class Visibilities {

    private final Grants grants;
    private final Engine engine;
    private final LastCheck lastCheck;
    private final Permits permits;
    private final ContractInForce contract;
    private final Steps steps;
    private final SliceGuard guard;

    Visibilities(
            Grants grants,
            Engine engine,
            LastCheck lastCheck,
            Permits permits,
            ContractInForce contract,
            Steps steps,
            Enforcement enforcement) {
        this.grants = grants;
        this.engine = engine;
        this.lastCheck = lastCheck;
        this.permits = permits;
        this.contract = contract;
        this.steps = steps;
        this.guard = enforcement.guard(SliceName.RETRIEVE);
    }

    /**
     * Answers a request, within the contract's time-out for this slice or what the caller has left, whichever is less.
     *
     * @param grant the header {@code Surety-Grant}
     * @param call  the request; it may be done twice
     */
    Uni<VisibilityReply> reply(@Nullable String grant, VisibilityRequest request, SliceCall call) {
        var asked = new LinkedHashSet<>(request.documentIds());
        return guard.run(
                call.andAgain(),
                deadline -> steps.run("authorize", () -> grants.verified(grant))
                        .chain(caller -> of(contract.policy(), caller, asked))
                        .map(visible -> new VisibilityReply(asked.stream().filter(visible::contains).toList())),
                reply -> List.of());
    }

    /** Those of the documents that the grant, and the rules of the contract, let be seen. */
    Uni<Set<String>> of(Policy policy, Grant caller, Collection<String> documentIds) {
        return steps.run("standings", () -> engine.standings(caller, documentIds))
                .map(standings -> permits.readable(policy, caller, lastCheck.visible(caller, standings)))
                .map(standings -> standings.stream().map(Standing::documentId).collect(Collectors.toSet()));
    }
}
