package dev.surety.retrieval.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** OpenSearch, as far as searching needs it. */
@RegisterRestClient(configKey = "opensearch")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
interface OpenSearchApi {

    /** Several searches in one round trip; a line of target and a line of body each. */
    @POST
    @Path("_msearch")
    @Consumes("application/x-ndjson")
    Uni<JsonNode> searches(String lines);
}
