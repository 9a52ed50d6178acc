package dev.surety.evaluation.decision;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.ContractFile;
import dev.surety.contract.RejectedContract;
import dev.surety.evaluation.caller.Callers;
import dev.surety.request.SuretyHeaders;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** What a contract's rules would have said to what was asked before, for overseers. */
@Path("v1/policy-dry-runs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class DryRunResource {

    private static final java.nio.file.Path NAME = java.nio.file.Path.of("contract.yaml");
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Callers callers;
    private final Overseers overseers;
    private final Decisions decisions;

    // Ten thousand decisions keep a core busy for a moment: one after the other.
    private final Semaphore turn = new Semaphore(1);

    DryRunResource(Callers callers, Overseers overseers, Decisions decisions) {
        this.callers = callers;
        this.overseers = overseers;
        this.decisions = decisions;
    }

    /** Puts nothing into force: asks the rules of the contract about the last decisions of the caller's tenant. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public DryRunReport dryRun(
            @Nullable DryRunRequest request,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(SuretyHeaders.REQUEST_ID) String requestId) {
        var caller = callers.grant(authorization, requestId);
        if (!overseers.include(caller)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "dry runs are for members of the group auditors and for those whom the policy lets administer");
        }
        if (request == null) {
            throw ProblemException.invalid("body", "the body is {\"contract\": \"<text of a contract>\", \"last\": 1000}");
        }
        var proposed = read(request.contract());
        if (!turn.tryAcquire()) {
            throw ProblemException.retryable(ProblemType.OVERLOADED, "another dry run is under way", RETRY_AFTER);
        }
        try {
            var replay = new Replay(proposed.policy());
            decisions.newest(Chosen.ofTenant(caller.tenant()), request.last(), replay::again);
            return replay.report();
        } finally {
            turn.release();
        }
    }

    private static ContractFile read(String contract) {
        try {
            return ContractFile.read(NAME, contract.getBytes(StandardCharsets.UTF_8));
        } catch (RejectedContract rejected) {
            throw ProblemException.invalid("contract", rejected.getMessage());
        }
    }
}
