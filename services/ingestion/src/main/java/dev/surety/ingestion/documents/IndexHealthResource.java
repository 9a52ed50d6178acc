package dev.surety.ingestion.documents;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.grant.Grant;
import dev.surety.ingestion.intake.DeadLetters;
import dev.surety.ingestion.release.IndexState;
import dev.surety.ingestion.release.Releases;
import dev.surety.request.SuretyHeaders;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How indexes are, for auditors and for our own services. */
@Path("v1/indexes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class IndexHealthResource {

    private final Callers callers;
    private final ReleaseRights rights;
    private final Releases releases;
    private final DeadLetters deadLetters;

    IndexHealthResource(Callers callers, ReleaseRights rights, Releases releases, DeadLetters deadLetters) {
        this.callers = callers;
        this.rights = rights;
        this.releases = releases;
        this.deadLetters = deadLetters;
    }

    /** One index. To whom counts are none of their business, every index looks as if there were none. */
    @GET
    @Path("{name}/health")
    public IndexHealth health(
            @PathParam("name") String name,
            @HeaderParam(SuretyHeaders.GRANT) @Nullable String grantHeader,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(SuretyHeaders.REQUEST_ID) String requestId) {
        var grant = callers.grant(grantHeader, authorization, requestId);
        return Optional.of(name)
                .filter(any -> mayKnow(grant))
                .flatMap(releases::state)
                .map(this::message)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "there is no such index"));
    }

    private boolean mayKnow(Grant grant) {
        return grant.isService() || rights.isAuditor(grant);
    }

    private IndexHealth message(IndexState state) {
        return new IndexHealth(
                state.release().index(),
                state.release().name(),
                state.revision(),
                state.documents(),
                state.chunks(),
                state.release().model().name(),
                state.lastEventAt().orElse(null),
                deadLetters.sinceStart());
    }
}
