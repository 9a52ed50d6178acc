package dev.surety.inference.budget;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.Contract;
import dev.surety.edge.ContractInForce;
import dev.surety.edge.GrantExchange;
import dev.surety.grant.Grant;
import dev.surety.request.Priority;
import dev.surety.request.SuretyHeaders;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/budgets}: how much of today is spent, for auditors of the tenant and for our own services. */
@Path("v1/budgets")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BudgetResource {

    private final GrantExchange exchange;
    private final ContractInForce contract;
    private final BudgetDays days;

    BudgetResource(GrantExchange exchange, ContractInForce contract, BudgetDays days) {
        this.exchange = exchange;
        this.contract = contract;
        this.days = days;
    }

    @GET
    public List<BudgetMessage> budgets(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @HeaderParam(SuretyHeaders.REQUEST_ID) String requestId) {
        var now = contract.contract();
        var caller = exchange.forBearer(authorization, requestId, now.slices().authorize().timeout(), Priority.INTERACTIVE).await().indefinitely().grant();
        if (!caller.isService() && !caller.isAuditor()) {
            throw new ProblemException(ProblemType.FORBIDDEN, "budgets are for members of the group auditors and for services");
        }
        return now.cost().budgets().stream().filter(budget -> mayKnow(caller, budget)).map(days::today).toList();
    }

    private static boolean mayKnow(Grant caller, Contract.Budget budget) {
        return caller.isService() || caller.tenant().equals(budget.tenant());
    }
}
