package dev.surety.retrieval;

import dev.surety.api.ProblemException;
import dev.surety.api.SearchReply;
import dev.surety.api.SearchRequest;
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
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/searches}. */
@Path("v1/searches")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class SearchResource {

    private final SearchPipeline pipeline;

    SearchResource(SearchPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @POST
    public Uni<RestResponse<SearchReply>> search(
            @HeaderParam(SuretyHeaders.GRANT) @Nullable String grant,
            @Nullable SearchRequest request,
            @Context ContainerRequestContext http) {
        if (request == null) {
            throw ProblemException.invalid("body", "the body is missing: send {\"query\": \"…\"}");
        }
        return pipeline.search(grant, request, RequestBorder.call(http)).map(SearchResource::response);
    }

    private static RestResponse<SearchReply> response(SearchReply reply) {
        var response = RestResponse.ResponseBuilder.ok(reply);
        if (!reply.degraded().isEmpty()) {
            response.header(SuretyHeaders.DEGRADED, String.join(",", reply.degraded()));
        }
        return response.build();
    }
}
