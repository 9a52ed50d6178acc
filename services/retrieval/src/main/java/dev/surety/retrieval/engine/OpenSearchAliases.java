package dev.surety.retrieval.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** OpenSearch, as far as knowing what is live needs it. */
@RegisterRestClient(configKey = "opensearch")
@Path("_alias")
@Produces(MediaType.APPLICATION_JSON)
interface OpenSearchAliases {

    /**
     * The aliases of a name, under the indexes that have them.
     *
     * @param name may hold {@code *}
     */
    @GET
    @Path("{name}")
    Uni<JsonNode> named(@PathParam("name") String name);
}
