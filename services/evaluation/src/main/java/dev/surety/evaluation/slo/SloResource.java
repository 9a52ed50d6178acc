package dev.surety.evaluation.slo;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.edge.ContractInForce;
import dev.surety.evaluation.caller.Callers;
import dev.surety.grant.Grant;
import dev.surety.request.SuretyHeaders;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** How promises are kept, for auditors of the contract's tenants and for services: counts, no contents. */
@Path("v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class SloResource {

    private final Callers callers;
    private final Report report;
    private final ContractInForce contract;

    SloResource(Callers callers, Report report, ContractInForce contract) {
        this.callers = callers;
        this.report = report;
        this.contract = contract;
    }

    /** Every objective: its state, promises, counts, what is left of its budgets, how fast they burn, and what is done about it. */
    @GET
    @Path("slo")
    public SloMessage slo(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @HeaderParam(SuretyHeaders.REQUEST_ID) String requestId) {
        admit(callers.grant(authorization, requestId));
        return report.slo();
    }

    /** Whether a change may go out. */
    @GET
    @Path("readiness")
    public ReadinessMessage readiness(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @HeaderParam(SuretyHeaders.REQUEST_ID) String requestId) {
        admit(callers.grant(authorization, requestId));
        return report.readiness();
    }

    private void admit(Grant caller) {
        var isAuditor = caller.isAuditor() && contract.contract().tenants().contains(caller.tenant());
        if (!caller.isService() && !isAuditor) {
            throw new ProblemException(ProblemType.FORBIDDEN, "error budgets are shown to auditors and services");
        }
    }
}
