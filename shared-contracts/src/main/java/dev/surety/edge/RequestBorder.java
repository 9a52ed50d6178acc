package dev.surety.edge;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.request.Deadline;
import dev.surety.request.Priority;
import dev.surety.request.RequestId;
import dev.surety.request.SuretyHeaders;
import dev.surety.request.Ticker;
import dev.surety.slo.SliceCall;
import io.opentelemetry.api.trace.Span;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Gives every request an id, a deadline and a priority that can be trusted, and every response its id and its times. */
public final class RequestBorder {

    private static final String ARRIVAL = "surety.arrival";
    private static final Pattern MILLIS = Pattern.compile("(-?)(\\d{1,100})");
    // As many digits as a long takes for sure.
    private static final int MOST_DIGITS = 18;

    private final String service;
    private final ContractInForce contract;
    private final Ticker ticker;

    RequestBorder(@ConfigProperty(name = "quarkus.application.name") String service, ContractInForce contract, Ticker ticker) {
        this.service = service;
        this.contract = contract;
        this.ticker = ticker;
    }

    @ServerRequestFilter(preMatching = true)
    public void enter(ContainerRequestContext request) {
        var arrivedAt = ticker.nanos();
        var id = Optional.ofNullable(request.getHeaderString(SuretyHeaders.REQUEST_ID))
                .flatMap(RequestId::parse)
                .orElseGet(RequestId::next);
        request.getHeaders().putSingle(SuretyHeaders.REQUEST_ID, id.toString());
        MDC.put("requestId", id.toString());
        Span.current().setAttribute("surety.request_id", id.toString());
        var sent = millis(request.getHeaderString(SuretyHeaders.DEADLINE_MS));
        var longest = contract.contract().objectives().longestDeadline();
        var budget = sent.filter(asked -> asked.compareTo(longest) < 0).orElse(longest);
        var deadline = Deadline.in(budget, ticker);
        request.setProperty(ARRIVAL, new Arrival(arrivedAt, deadline, sent.isPresent(), new ServerTiming()));
        if (!budget.isPositive()) {
            throw new ProblemException(ProblemType.DEADLINE_EXCEEDED, "the deadline had passed when the request arrived");
        }
        priority(request);
    }

    @ServerResponseFilter
    public void leave(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(SuretyHeaders.REQUEST_ID, request.getHeaderString(SuretyHeaders.REQUEST_ID));
        if (request.getProperty(ARRIVAL) instanceof Arrival arrival) {
            response.getHeaders().putSingle(SuretyHeaders.SERVER_TIMING, arrival.timings().header(service, ticker.nanos() - arrival.at()));
        }
    }

    /** When the caller stops waiting: what it sent, counted from the request's arrival, and at most the contract's longest deadline, which also stands for none. */
    public static Deadline deadline(ContainerRequestContext request) {
        return arrival(request).deadline();
    }

    /** What is left now of the budget that a caller sent, never negative; empty when it sent none, or none that can be read. */
    public static Optional<Duration> budget(ContainerRequestContext request) {
        var arrival = arrival(request);
        return arrival.sent() ? Optional.of(arrival.deadline().left()) : Optional.empty();
    }

    /**
     * Who goes first, as the caller sees it; interactive when it does not say.
     *
     * @throws ProblemException when it sent something else than a priority
     */
    public static Priority priority(ContainerRequestContext request) {
        var sent = request.getHeaderString(SuretyHeaders.PRIORITY);
        try {
            return sent == null ? Priority.INTERACTIVE : Priority.of(sent.strip());
        } catch (IllegalArgumentException unknown) {
            throw ProblemException.invalid(SuretyHeaders.PRIORITY, "the header Surety-Priority is wrong: " + unknown.getMessage());
        }
    }

    /** What a slice must know of the request, for work that is done once; its time goes into {@code Server-Timing}. Usual is a deadline that no caller sent. */
    public static SliceCall call(ContainerRequestContext request) {
        var arrival = arrival(request);
        return new SliceCall(arrival.deadline(), priority(request), false, arrival.timings(), !arrival.sent());
    }

    private static Arrival arrival(ContainerRequestContext request) {
        if (request.getProperty(ARRIVAL) instanceof Arrival arrival) {
            return arrival;
        }
        throw new IllegalStateException("this request did not come over the border");
    }

    /** Empty when it is no whole number; more digits than anybody needs are for ever, or long ago. */
    private static Optional<Duration> millis(@Nullable String text) {
        var match = MILLIS.matcher(text == null ? "" : text.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        var digits = match.group(2);
        var amount = digits.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
        return Optional.of(Duration.ofMillis(match.group(1).isEmpty() ? amount : -amount));
    }

    /**
     * What is known of a request from its arrival on.
     *
     * @param at       when, by the ticker
     * @param deadline of the caller, or the longest there is
     * @param sent     whether the caller said so
     * @param timings  that its response will tell
     */
    private record Arrival(long at, Deadline deadline, boolean sent, ServerTiming timings) {}
}
