package dev.surety.inference;

import dev.surety.edge.ContractInForce;
import dev.surety.edge.GrantExchange;
import dev.surety.edge.RequestBorder;
import dev.surety.request.SuretyHeaders;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Gives a stranger a 401 and no stream: the framework sends a stream's status before its first event. The grant is kept by the exchange, so the pipeline's
 * own stage finds it there.
 */
public class StreamGate {

    private final GrantExchange exchange;
    private final ContractInForce contract;

    StreamGate(GrantExchange exchange, ContractInForce contract) {
        this.exchange = exchange;
        this.contract = contract;
    }

    @KnownCaller
    @ServerRequestFilter
    public Uni<Void> refuseStrangers(ContainerRequestContext request) {
        return exchange.forBearer(
                        request.getHeaderString(HttpHeaders.AUTHORIZATION),
                        request.getHeaderString(SuretyHeaders.REQUEST_ID),
                        contract.contract().slices().authorize().timeout(),
                        RequestBorder.priority(request))
                .replaceWithVoid();
    }
}
