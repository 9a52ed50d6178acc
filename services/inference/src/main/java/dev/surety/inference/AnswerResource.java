package dev.surety.inference;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.api.Answer;
import dev.surety.api.AnswerRequest;
import dev.surety.api.ProblemException;
import dev.surety.edge.ActsForPeople;
import dev.surety.edge.ContractInForce;
import dev.surety.edge.Redactions;
import dev.surety.edge.RequestBorder;
import dev.surety.inference.admit.Asked;
import dev.surety.inference.stage.Journal;
import dev.surety.request.Credentials;
import dev.surety.request.RequestId;
import dev.surety.request.SuretyHeaders;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/answers}: a question, and one reply or a stream of what happens until there is one. */
@ActsForPeople
@Path("v1/answers")
@Consumes(MediaType.APPLICATION_JSON)
class AnswerResource {

    private final AnswerPipeline pipeline;
    private final ObjectMapper json;
    private final ContractInForce contract;
    private final Redactions redactions;
    private final Clock clock;

    AnswerResource(AnswerPipeline pipeline, ObjectMapper json, ContractInForce contract, Redactions redactions, Clock clock) {
        this.pipeline = pipeline;
        this.json = json;
        this.contract = contract;
        this.redactions = redactions;
        this.clock = clock;
    }

    /** The reply, whole. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Answer>> answer(
            @Nullable AnswerRequest request,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Context ContainerRequestContext http) {
        var journal = new Journal(requestId(http), clock.instant(), line -> {});
        return pipeline.answer(asked(request, authorization, http, journal)).map(AnswerResource::response);
    }

    /** Events {@code stage}, {@code token}, {@code citation}, and one {@code answer} or {@code problem} at the end. */
    @POST
    @KnownCaller
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> stream(
            @Nullable AnswerRequest request,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Context ContainerRequestContext http,
            @Context Sse sse) {
        var stream = new AnswerStream(sse, json, redactions.inForce());
        var journal = new Journal(requestId(http), clock.instant(), stream::stage);
        var end = pipeline.answer(asked(request, authorization, http, journal))
                .invoke(stream::answer)
                .onFailure()
                .invoke(failure -> stream.problem(failure, journal.requestId()))
                .onFailure()
                .recoverWithNull();
        return Multi.createBy().merging().streams(stream.events(), end.onItem().transformToMulti(answer -> Multi.createFrom().empty()));
    }

    private Asked asked(
            @Nullable AnswerRequest request, @Nullable String authorization, ContainerRequestContext http, Journal journal) {
        if (request == null) {
            throw ProblemException.invalid("body", "the body is missing: send {\"question\": \"…\"}");
        }
        var credentials = new Credentials(authorization, http.getHeaderString(SuretyHeaders.ON_BEHALF_OF));
        return new Asked(request, credentials, RequestBorder.call(http), wantsFresh(http), contract.file(), journal);
    }

    /** RFC 9111, 5.2.1: the answer may be stored, a stored one must not be used. */
    private static boolean wantsFresh(ContainerRequestContext http) {
        var cacheControl = http.getHeaderString(HttpHeaders.CACHE_CONTROL);
        return cacheControl != null && cacheControl.toLowerCase(Locale.ROOT).matches(".*\\bno-(cache|store)\\b.*");
    }

    private static RequestId requestId(ContainerRequestContext http) {
        return RequestId.parse(http.getHeaderString(SuretyHeaders.REQUEST_ID)).orElseThrow();
    }

    private static RestResponse<Answer> response(Answer answer) {
        var response = RestResponse.ResponseBuilder.ok(answer);
        if (!answer.degraded().isEmpty()) {
            response.header(SuretyHeaders.DEGRADED, String.join(",", answer.degraded()));
        }
        return response.build();
    }
}
