package dev.surety.identity.grant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.api.GrantMessage;
import dev.surety.api.GrantRequest;
import dev.surety.edge.ActsForPeople;
import dev.surety.edge.RequestBorder;
import dev.surety.request.Credentials;
import dev.surety.request.SuretyHeaders;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** Bearer tokens in, grants out. */
@ActsForPeople
@Path("v1/grants")
@RegisterForReflection(targets = GrantRequest.class)
class GrantResource {

    private static final int BAD_REQUEST = 400;

    private final GrantIssue grants;
    private final ObjectMapper json;

    GrantResource(GrantIssue grants, ObjectMapper json) {
        this.grants = grants;
        this.json = json;
    }

    /** The grant for the token in the header {@code Authorization}, for the services that the body names, or the default ones. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public Uni<GrantMessage> issue(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(SuretyHeaders.ON_BEHALF_OF) @Nullable String onBehalfOf,
            @RequestBody(
                            required = false,
                            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = GrantRequest.class)))
                    @Nullable String body,
            @Context ContainerRequestContext http) {
        return grants.issue(new Credentials(authorization, onBehalfOf), request(body), RequestBorder.call(http));
    }

    /** Clients that send no body name all kinds of media types for it. */
    private @Nullable GrantRequest request(@Nullable String body) {
        try {
            return body == null || body.isBlank() ? null : json.readValue(body, GrantRequest.class);
        } catch (JsonProcessingException malformed) {
            throw new WebApplicationException(malformed, BAD_REQUEST);
        }
    }
}
