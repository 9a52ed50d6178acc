package dev.surety.edge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.api.GrantMessage;
import dev.surety.api.GrantRequest;
import dev.surety.api.KnownNamesMessage;
import dev.surety.api.TagSetMessage;
import dev.surety.request.SuretyHeaders;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** identity-policy, as the other services call it. */
@RegisterRestClient(configKey = "identity-policy")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public interface IdentityPolicyApi {

    /** Turns a bearer token into a grant for the services that the request names; 401 when the token does not hold, 403 when the caller gets none. */
    @POST
    @Path("v1/grants")
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<GrantMessage> grant(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(SuretyHeaders.ON_BEHALF_OF) @Nullable String onBehalfOf,
            @HeaderParam(SuretyHeaders.REQUEST_ID) String requestId,
            @HeaderParam(SuretyHeaders.DEADLINE_MS) String deadlineMs,
            @HeaderParam(SuretyHeaders.PRIORITY) String priority,
            GrantRequest request);

    /** The tags with a digest, told to whoever has a grant that carries it; 404 when nobody has such a grant any more. */
    @GET
    @Path("v1/tag-sets/{digest}")
    Uni<TagSetMessage> tagSet(@PathParam("digest") String digest, @HeaderParam(SuretyHeaders.GRANT) String grant);

    /** Digests of the names of a tenant's people, told to whoever has a grant of somebody of it; 403 for any other grant. */
    @GET
    @Path("v1/tenants/{tenant}/known-names")
    Uni<KnownNamesMessage> knownNames(@PathParam("tenant") String tenant, @HeaderParam(SuretyHeaders.GRANT) String grant);

    /** The keys that sign grants, as a JWK set (RFC 7517). */
    @GET
    @Path(".well-known/jwks.json")
    Uni<JsonNode> keys();
}
