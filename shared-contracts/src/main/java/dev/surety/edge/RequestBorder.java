package dev.surety.edge;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.request.RequestId;
import dev.surety.request.SuretyHeaders;
import io.opentelemetry.api.trace.Span;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Gives every request an id and a deadline that can be trusted, and every response its id and its time. */
public final class RequestBorder {

    private static final String STARTED = "surety.started";
    private static final long NANOS_PER_MICRO = 1_000;
    private static final double MICROS_PER_MILLI = 1_000.0;

    private final String service;

    RequestBorder(@ConfigProperty(name = "quarkus.application.name") String service) {
        this.service = service;
    }

    @ServerRequestFilter(preMatching = true)
    public void enter(ContainerRequestContext request) {
        request.setProperty(STARTED, System.nanoTime());
        var id = Optional.ofNullable(request.getHeaderString(SuretyHeaders.REQUEST_ID))
                .flatMap(RequestId::parse)
                .orElseGet(RequestId::next);
        request.getHeaders().putSingle(SuretyHeaders.REQUEST_ID, id.toString());
        MDC.put("requestId", id.toString());
        Span.current().setAttribute("surety.request_id", id.toString());
        refuseWhatIsTooLate(request);
    }

    @ServerResponseFilter
    public void leave(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(SuretyHeaders.REQUEST_ID, request.getHeaderString(SuretyHeaders.REQUEST_ID));
        if (request.getProperty(STARTED) instanceof Long started) {
            var millis = (System.nanoTime() - started) / NANOS_PER_MICRO / MICROS_PER_MILLI;
            response.getHeaders().putSingle(SuretyHeaders.SERVER_TIMING, "%s;dur=%.3f".formatted(service, millis));
        }
    }

    /** What a caller sent as its budget; empty when it sent none or nothing readable. */
    public static Optional<Duration> budget(ContainerRequestContext request) {
        return Optional.ofNullable(request.getHeaderString(SuretyHeaders.DEADLINE_MS))
                .filter(text -> text.matches("-?\\d{1,9}"))
                .map(text -> Duration.ofMillis(Long.parseLong(text)));
    }

    private static void refuseWhatIsTooLate(ContainerRequestContext request) {
        if (budget(request).filter(left -> left.isZero() || left.isNegative()).isPresent()) {
            throw new ProblemException(ProblemType.DEADLINE_EXCEEDED, "the deadline had passed when the request arrived");
        }
    }
}
