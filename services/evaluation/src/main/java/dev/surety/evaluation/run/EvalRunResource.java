package dev.surety.evaluation.run;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.evaluation.caller.Callers;
import dev.surety.grant.Grant;
import dev.surety.request.SuretyHeaders;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Runs of suites, for auditors and our own services. */
@Path("v1/eval-runs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class EvalRunResource {

    private static final int LONGEST_KEY = 100;

    private final Callers callers;
    private final Runs runs;

    EvalRunResource(Callers callers, Runs runs) {
        this.callers = callers;
        this.runs = runs;
    }

    /** Starts a run and answers before it is done; {@code Location} tells where it can be watched. The same key starts one run only. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<RunMessage> start(
            @Nullable RunRequest request,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(SuretyHeaders.REQUEST_ID) String requestId,
            UriInfo uri) {
        var caller = evaluator(authorization, requestId);
        if (request == null) {
            throw ProblemException.invalid("body", "the body is {\"suite\": \"<name>\"}");
        }
        var run = runs.start(request.suite(), caller, checkedKey(idempotencyKey));
        var location = uri.getAbsolutePathBuilder().path(run.id().toString()).build();
        return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, RunMessage.of(run)).location(location).build();
    }

    /** How a run is going, or how it went. */
    @GET
    @Path("{id}")
    public RunMessage run(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(SuretyHeaders.REQUEST_ID) String requestId) {
        var caller = evaluator(authorization, requestId);
        return uuid(id)
                .flatMap(known -> runs.find(known, caller))
                .map(RunMessage::of)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "there is no such run"));
    }

    private Grant evaluator(@Nullable String authorization, String requestId) {
        var caller = callers.grant(authorization, requestId);
        if (!caller.isService() && !caller.isAuditor()) {
            throw new ProblemException(ProblemType.FORBIDDEN, "suite runs are for members of the group auditors and for services");
        }
        return caller;
    }

    private static @Nullable String checkedKey(@Nullable String key) {
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw ProblemException.invalid("Idempotency-Key", "the header Idempotency-Key has 1 to " + LONGEST_KEY + " characters");
        }
        return key;
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException notAUuid) {
            return Optional.empty();
        }
    }
}
