package dev.surety.edge;

import dev.surety.api.DocumentAccesses;
import dev.surety.request.SuretyHeaders;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** ingestion, as the other services call it. */
@RegisterRestClient(configKey = "ingestion")
@Path("v1")
@Produces(MediaType.APPLICATION_JSON)
public interface IngestionApi {

    /**
     * Who may read a document; needs the grant of a service, or of an administrator.
     *
     * @param document its id, or its URI
     */
    @GET
    @Path("document-accesses")
    Uni<DocumentAccesses> accesses(
            @HeaderParam(SuretyHeaders.GRANT) String grant,
            @HeaderParam(SuretyHeaders.REQUEST_ID) String requestId,
            @HeaderParam(SuretyHeaders.DEADLINE_MS) String deadlineMs,
            @QueryParam("document") String document);
}
