package dev.surety.inference;

import dev.surety.edge.ContractInForce;
import dev.surety.edge.GrantExchange;
import dev.surety.edge.RequestBorder;
import dev.surety.request.Credentials;
import dev.surety.request.SuretyHeaders;
import dev.surety.slo.Enforcement;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Gives a stranger a 401, and who is turned away a 429, and no stream: the framework sends a stream's status before its first event. The grant is kept by the
 * exchange, so the pipeline's own stage finds it there.
 */
public class StreamGate {

    private final GrantExchange exchange;
    private final ContractInForce contract;
    private final Enforcement enforcement;

    StreamGate(GrantExchange exchange, ContractInForce contract, Enforcement enforcement) {
        this.exchange = exchange;
        this.contract = contract;
        this.enforcement = enforcement;
    }

    @KnownCaller
    @ServerRequestFilter
    public Uni<Void> letIn(ContainerRequestContext request) {
        return enforcement
                .answer()
                .unlessShed(RequestBorder.call(request), () -> exchange.forCredentials(
                        new Credentials(request.getHeaderString(HttpHeaders.AUTHORIZATION), request.getHeaderString(SuretyHeaders.ON_BEHALF_OF)),
                        request.getHeaderString(SuretyHeaders.REQUEST_ID),
                        patience(request),
                        RequestBorder.priority(request)))
                .replaceWithVoid();
    }

    private Duration patience(ContainerRequestContext request) {
        return RequestBorder.deadline(request).waitAtMost(contract.contract().slices().authorize().timeout());
    }
}
