package dev.surety.identity.decision;

import dev.surety.api.ProblemException;
import dev.surety.identity.caller.BearerToken;
import dev.surety.request.RequestId;
import dev.surety.request.SuretyHeaders;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** Whether somebody may do something. */
@Path("v1/decisions")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class DecisionResource {

    private final BearerToken token;
    private final Decisions decisions;

    DecisionResource(BearerToken token, Decisions decisions) {
        this.token = token;
        this.decisions = decisions;
    }

    /** What the policy in force says; to those who administer, also why. */
    @POST
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public Uni<DecisionMessage> decide(
            @Nullable DecisionRequest request,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(SuretyHeaders.REQUEST_ID) String requestId) {
        if (request == null) {
            throw ProblemException.invalid("body", "the body is missing: send {\"action\": \"…\", \"resource\": {…}}");
        }
        var id = RequestId.parse(requestId).orElseThrow();
        return token.caller(authorization).map(caller -> decisions.decide(caller, request, id));
    }
}
