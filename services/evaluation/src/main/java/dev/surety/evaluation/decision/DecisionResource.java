package dev.surety.evaluation.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.api.ProblemException;
import dev.surety.evaluation.caller.Callers;
import dev.surety.evaluation.shelf.Cursor;
import dev.surety.evaluation.shelf.PageSize;
import dev.surety.request.RequestId;
import dev.surety.request.SuretyHeaders;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the policy said, for those whom it concerns. */
@Path("v1/decisions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class DecisionResource {

    private static final int LONGEST_ID = 120;

    private final Callers callers;
    private final Overseers overseers;
    private final Decisions decisions;

    DecisionResource(Callers callers, Overseers overseers, Decisions decisions) {
        this.callers = callers;
        this.overseers = overseers;
        this.decisions = decisions;
    }

    /** Newest first: to overseers those about their tenant, without questions; to everybody else those about themselves, without what was kept from them. */
    @GET
    public DecisionPage decisions(
            @QueryParam("requestId") @Nullable String requestId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(SuretyHeaders.REQUEST_ID) String ownRequestId) {
        var caller = callers.grant(authorization, ownRequestId);
        var request = Optional.ofNullable(requestId).map(DecisionResource::id);
        var after = cursor == null ? null : place(cursor);
        var size = PageSize.of(limit);
        return overseers.include(caller)
                ? decisions.page(Chosen.ofTenant(caller.tenant()).of(request), size, after, DecisionView::forOverseers)
                : decisions.page(Chosen.ofCaller(caller).of(request), size, after, DecisionView::forTheCaller);
    }

    private static RequestId id(String text) {
        return RequestId.parse(text).orElseThrow(() -> ProblemException.invalid("requestId", "requestId is a UUID of version 7, as in X-Request-Id"));
    }

    private static JsonNode place(String cursor) {
        return Cursor.read(cursor, id -> !id.isEmpty() && id.length() <= LONGEST_ID);
    }
}
