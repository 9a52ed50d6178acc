package dev.surety.retrieval;

import dev.surety.api.ProblemException;
import dev.surety.api.VisibilityReply;
import dev.surety.api.VisibilityRequest;
import dev.surety.edge.RequestBorder;
import dev.surety.request.SuretyHeaders;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/visibilities}. */
@Path("v1/visibilities")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class VisibilityResource {

    private final Visibilities visibilities;

    VisibilityResource(Visibilities visibilities) {
        this.visibilities = visibilities;
    }

    @POST
    public Uni<VisibilityReply> visible(
            @HeaderParam(SuretyHeaders.GRANT) @Nullable String grant,
            @Nullable VisibilityRequest request,
            @Context ContainerRequestContext http) {
        if (request == null) {
            throw ProblemException.invalid("body", "the body is missing: send {\"documentIds\": [\"…\"]}");
        }
        return visibilities.reply(grant, request, RequestBorder.call(http));
    }
}
