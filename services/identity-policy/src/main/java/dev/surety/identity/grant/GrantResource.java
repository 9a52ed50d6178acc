package dev.surety.identity.grant;

import dev.surety.api.GrantMessage;
import dev.surety.edge.RequestBorder;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** Bearer tokens in, grants out. */
@Path("v1/grants")
class GrantResource {

    private final GrantIssue grants;

    GrantResource(GrantIssue grants) {
        this.grants = grants;
    }

    /** The grant for the token in the header {@code Authorization}; the body, if any, is ignored. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public Uni<GrantMessage> issue(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @Context ContainerRequestContext http) {
        return grants.issue(authorization, RequestBorder.call(http));
    }
}
