package dev.surety.evaluation.shelf;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The few calls to OpenSearch that a shelf needs. Blocking: for virtual threads. */
@RegisterRestClient(configKey = "opensearch")
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface OpenSearchApi {

    @PUT
    @Path("{index}")
    JsonNode createIndex(@PathParam("index") String index, JsonNode definition);

    /** 409 when there is a document of this id, 404 when the alias is not there. */
    @PUT
    @Path("{alias}/_create/{id}")
    JsonNode create(
            @PathParam("alias") String alias, @PathParam("id") String id, @QueryParam("require_alias") boolean requireAlias, JsonNode document);

    /** Sees what was written a moment ago, refreshed or not; 404 when there is none. */
    @GET
    @Path("{alias}/_doc/{id}")
    JsonNode document(@PathParam("alias") String alias, @PathParam("id") String id);

    @POST
    @Path("{alias}/_search")
    JsonNode search(@PathParam("alias") String alias, JsonNode query);
}
