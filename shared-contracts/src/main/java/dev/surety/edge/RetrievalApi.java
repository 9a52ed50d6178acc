package dev.surety.edge;

import dev.surety.api.EmbeddingMessages;
import dev.surety.api.RerankMessages;
import dev.surety.api.SearchReply;
import dev.surety.api.SearchRequest;
import dev.surety.api.VisibilityReply;
import dev.surety.api.VisibilityRequest;
import dev.surety.request.SuretyHeaders;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** retrieval, as the other services call it. */
@RegisterRestClient(configKey = "retrieval")
@Path("v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface RetrievalApi {

    /** The best passages that the grant may see. */
    @POST
    @Path("searches")
    Uni<SearchReply> search(
            @HeaderParam(SuretyHeaders.GRANT) String grant,
            @HeaderParam(SuretyHeaders.REQUEST_ID) String requestId,
            @HeaderParam(SuretyHeaders.DEADLINE_MS) String deadlineMs,
            @HeaderParam(SuretyHeaders.PRIORITY) String priority,
            SearchRequest request);

    /** Which of these documents the grant may see now. */
    @POST
    @Path("visibilities")
    Uni<VisibilityReply> visibilities(
            @HeaderParam(SuretyHeaders.GRANT) String grant,
            @HeaderParam(SuretyHeaders.REQUEST_ID) String requestId,
            @HeaderParam(SuretyHeaders.DEADLINE_MS) String deadlineMs,
            @HeaderParam(SuretyHeaders.PRIORITY) String priority,
            VisibilityRequest request);

    /** How near short texts come to a question. */
    @POST
    @Path("rerank")
    Uni<RerankMessages.Reply> rerank(
            @HeaderParam(SuretyHeaders.GRANT) String grant,
            @HeaderParam(SuretyHeaders.REQUEST_ID) String requestId,
            @HeaderParam(SuretyHeaders.DEADLINE_MS) String deadlineMs,
            @HeaderParam(SuretyHeaders.PRIORITY) String priority,
            RerankMessages.Request request);

    /** Vectors of texts; needs the grant of a service. */
    @POST
    @Path("embeddings")
    Uni<EmbeddingMessages.Reply> embed(
            @HeaderParam(SuretyHeaders.GRANT) String grant,
            @HeaderParam(SuretyHeaders.PRIORITY) String priority,
            EmbeddingMessages.Request request);
}
