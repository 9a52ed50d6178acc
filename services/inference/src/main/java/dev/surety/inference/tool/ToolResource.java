package dev.surety.inference.tool;

import dev.surety.api.ProblemException;
import dev.surety.edge.ActsForPeople;
import dev.surety.edge.ContractInForce;
import dev.surety.edge.RequestBorder;
import dev.surety.inference.tool.Messages.CallReply;
import dev.surety.inference.tool.Messages.CallRequest;
import dev.surety.inference.tool.Messages.ToolList;
import dev.surety.request.Credentials;
import dev.surety.request.RequestId;
import dev.surety.request.SuretyHeaders;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tools}: what the caller may call, calls, and their confirmation. */
@ActsForPeople
@Path("v1/tools")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ToolResource {

    private final ToolCalls calls;
    private final ContractInForce contract;

    ToolResource(ToolCalls calls, ContractInForce contract) {
        this.calls = calls;
        this.contract = contract;
    }

    /** The tools that the caller may call, as functions of OpenAI's API. */
    @GET
    public ToolList tools(@Context ContainerRequestContext http) {
        return calls.list(asked(http));
    }

    /** 200 with the result, or 202 with what the person confirms. */
    @POST
    @Path("{tool}/calls")
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<CallReply> call(
            @PathParam("tool") String tool,
            @Nullable CallRequest request,
            @HeaderParam(SuretyHeaders.IDEMPOTENCY_KEY) @Nullable String idempotencyKey,
            @Context ContainerRequestContext http) {
        var reply = calls.call(asked(http), tool, present(request).arguments(), idempotencyKey);
        return reply.waits() ? RestResponse.accepted(reply) : RestResponse.ok(reply);
    }

    /** Makes the call, with the same arguments. */
    @POST
    @Path("{tool}/calls/{id}/confirmation")
    @Consumes(MediaType.APPLICATION_JSON)
    public CallReply confirm(
            @PathParam("tool") String tool, @PathParam("id") UUID id, @Nullable CallRequest request, @Context ContainerRequestContext http) {
        return calls.confirm(asked(http), tool, id, present(request).arguments());
    }

    private static CallRequest present(@Nullable CallRequest request) {
        if (request == null) {
            throw ProblemException.invalid("body", "the body is missing: send {\"arguments\": { … }}");
        }
        return request;
    }

    private Asked asked(ContainerRequestContext http) {
        return new Asked(
                RequestId.parse(http.getHeaderString(SuretyHeaders.REQUEST_ID)).orElseThrow(),
                new Credentials(http.getHeaderString(HttpHeaders.AUTHORIZATION), http.getHeaderString(SuretyHeaders.ON_BEHALF_OF)),
                RequestBorder.call(http),
                contract.file());
    }
}
