package dev.surety.inference.degradation;

import dev.surety.contract.Degradation;
import dev.surety.edge.BurnStates;
import dev.surety.edge.ContractInForce;
import dev.surety.edge.GrantExchange;
import dev.surety.inference.degradation.DegradationMessage.ModeInForce;
import dev.surety.inference.record.Outbox;
import dev.surety.request.Priority;
import dev.surety.request.SuretyHeaders;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/degradation}: what works less well at this replica, for everybody who may ask questions. */
@Path("v1/degradation")
@Produces(MediaType.APPLICATION_JSON)
class DegradationResource {

    private final GrantExchange exchange;
    private final ContractInForce contract;
    private final BurnStates burn;
    private final Outbox outbox;

    DegradationResource(GrantExchange exchange, ContractInForce contract, BurnStates burn, Outbox outbox) {
        this.exchange = exchange;
        this.contract = contract;
        this.burn = burn;
        this.outbox = outbox;
    }

    /** The modes that last; what happens to a single answer only, such as another tier than the first, is in that answer. */
    @GET
    public Uni<DegradationMessage> inForce(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @HeaderParam(SuretyHeaders.REQUEST_ID) String requestId) {
        return exchange.forBearer(authorization, requestId, contract.contract().slices().authorize().timeout(), Priority.INTERACTIVE)
                .map(known -> new DegradationMessage(
                        Arrays.stream(Degradation.values()).map(this::mode).flatMap(Optional::stream).toList()));
    }

    private Optional<ModeInForce> mode(Degradation mode) {
        return mode == Degradation.RECORDS_DELAYED
                ? outbox.delayedSince().map(since -> message(mode, since, "Kafka takes no answer records; they wait in the outbox"))
                : burn.since(mode).map(since -> message(mode, since, burn.reason(mode)));
    }

    private ModeInForce message(Degradation mode, Instant since, String reason) {
        var entry = contract.contract().mode(mode);
        return new ModeInForce(mode, since, reason, entry.words(), entry.runbook());
    }
}
