package dev.surety.ingestion.index;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** OpenSearch, as far as writing needs it. Blocks. */
@RegisterRestClient(configKey = "opensearch")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
interface OpenSearchApi {

    @PUT
    @Path("{index}")
    @Consumes(MediaType.APPLICATION_JSON)
    JsonNode create(@PathParam("index") String index, JsonNode settingsAndMappings);

    @DELETE
    @Path("{index}")
    JsonNode drop(@PathParam("index") String index, @QueryParam("ignore_unavailable") boolean ignoreUnavailable);

    @POST
    @Path("_aliases")
    @Consumes(MediaType.APPLICATION_JSON)
    JsonNode aliases(JsonNode actions);

    /** @param refresh {@code true} makes the changes visible to searches before the reply, {@code false} leaves that to {@link #refresh} */
    @POST
    @Path("{alias}/_bulk")
    @Consumes("application/x-ndjson")
    JsonNode bulk(
            @PathParam("alias") String alias,
            @QueryParam("require_alias") boolean requireAlias,
            @QueryParam("refresh") boolean refresh,
            String lines);

    @POST
    @Path("{alias}/_refresh")
    JsonNode refresh(@PathParam("alias") String alias);
}
