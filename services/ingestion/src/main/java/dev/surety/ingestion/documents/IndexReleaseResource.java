package dev.surety.ingestion.documents;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.BurnAction;
import dev.surety.edge.BurnStates;
import dev.surety.edge.ContractInForce;
import dev.surety.grant.Grant;
import dev.surety.ingestion.release.ListedRelease;
import dev.surety.ingestion.release.Releases;
import dev.surety.request.SuretyHeaders;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Releases of indexes, and letting one go live. To who may not know, every index looks as if there were none. */
@Path("v1/indexes/{name}/releases")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class IndexReleaseResource {

    private static final String UNINFORMED = "nobody knows how the error budgets do: evaluation says nothing";

    private final Callers callers;
    private final ReleaseRights rights;
    private final Releases releases;
    private final BurnStates burnStates;
    private final ContractInForce contract;

    IndexReleaseResource(Callers callers, ReleaseRights rights, Releases releases, BurnStates burnStates, ContractInForce contract) {
        this.callers = callers;
        this.rights = rights;
        this.releases = releases;
        this.burnStates = burnStates;
        this.contract = contract;
    }

    /** All releases of an index. */
    @GET
    public ReleaseMessage.All all(
            @PathParam("name") String name,
            @HeaderParam(SuretyHeaders.GRANT) @Nullable String grantHeader,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(SuretyHeaders.REQUEST_ID) String requestId) {
        var known = known(name, callers.grant(grantHeader, authorization, requestId));
        return new ReleaseMessage.All(known.stream().map(ReleaseMessage::of).toList());
    }

    /**
     * Lets a release go live; one that is already stays as it is. Not while the error budget freezes promotions, or nobody knows
     * how it does, whatever the release. One that is not live
     * was not told who lost access since it was, so it is refused.
     */
    @POST
    @Path("{release}/promote")
    public ReleaseMessage promote(
            @PathParam("name") String name,
            @PathParam("release") String release,
            @HeaderParam(SuretyHeaders.GRANT) @Nullable String grantHeader,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(SuretyHeaders.REQUEST_ID) String requestId) {
        var caller = callers.grant(grantHeader, authorization, requestId);
        var known = known(name, caller);
        if (!rights.mayPromote(caller)) {
            throw new ProblemException(ProblemType.FORBIDDEN, "releases are promoted by release managers of the contract and by services");
        }
        refuseWhileFrozen();
        var wanted = known.stream()
                .filter(listed -> listed.release().name().equals(release))
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "the index has no such release"));
        if (!wanted.isLive()) {
            throw new ProblemException(ProblemType.NOT_PROMOTABLE, "the release was not kept up to date with who may read what: build a new one");
        }
        return ReleaseMessage.of(wanted);
    }

    private List<ListedRelease> known(String index, Grant caller) {
        var known = rights.mayKnow(caller) ? releases.all(index) : List.<ListedRelease>of();
        if (known.isEmpty()) {
            throw new ProblemException(ProblemType.NOT_FOUND, "there is no such index");
        }
        return known;
    }

    private void refuseWhileFrozen() {
        // A replica here counts documents, not answers: silence is no sign that the answer's budget does well.
        if (!burnStates.isInformed()) {
            throw ProblemException.retryable(ProblemType.PROMOTIONS_FROZEN, UNINFORMED, contract.contract().errorBudget().silence());
        }
        if (burnStates.inForce(BurnAction.FREEZE_PROMOTIONS)) {
            throw ProblemException.retryable(
                    ProblemType.PROMOTIONS_FROZEN, burnStates.reason(BurnAction.FREEZE_PROMOTIONS), contract.contract().errorBudget().recovery());
        }
    }
}
