package dev.surety.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.surety.api.Problem;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.Degradation;
import dev.surety.contract.RedactionPurpose;
import dev.surety.request.SuretyHeaders;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * Every failure becomes a problem document (RFC 9457); what is not in the catalogue tells the caller its request id and nothing else. What the
 * caller sent and would get back in words is redacted as an answer is.
 */
public final class ProblemMapping {

    private static final Logger LOG = Logger.getLogger(ProblemMapping.class);
    private static final Duration LATER = Duration.ofSeconds(1);

    private final String service;
    private final Redactions redactions;

    ProblemMapping(@ConfigProperty(name = "quarkus.application.name") String service, Redactions redactions) {
        this.service = service;
        this.redactions = redactions;
    }

    @ServerExceptionMapper
    public Response problem(ProblemException failure, ContainerRequestContext request) {
        return respond(failure, request);
    }

    @ServerExceptionMapper(priority = 1)
    public Response unreadableBody(JsonMappingException failure, ContainerRequestContext request) {
        return respond(invalidBody(failure), request);
    }

    /** The framework has a mapper of its own for this type, which says less. */
    @ServerExceptionMapper(priority = 1)
    public Response wrongBody(MismatchedInputException failure, ContainerRequestContext request) {
        return respond(invalidBody(failure), request);
    }

    /** JAX-RS wraps a body that Jackson can't read; the cause knows the field. */
    @ServerExceptionMapper(priority = 1)
    public Response refusedByTheFramework(WebApplicationException failure, ContainerRequestContext request) {
        if (failure.getCause() instanceof JsonProcessingException body) {
            return respond(invalidBody(body), request);
        }
        var type = switch (failure.getResponse().getStatus()) {
            case 400 -> ProblemType.INVALID_REQUEST;
            case 401 -> ProblemType.UNAUTHENTICATED;
            case 403 -> ProblemType.FORBIDDEN;
            case 404 -> ProblemType.NOT_FOUND;
            case 405 -> ProblemType.METHOD_NOT_ALLOWED;
            case 406 -> ProblemType.NOT_ACCEPTABLE;
            case 413 -> ProblemType.TOO_LARGE;
            case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
            default -> null;
        };
        return type == null ? unknown(failure, request) : respond(new ProblemException(type, type.title()), request);
    }

    @ServerExceptionMapper
    public Response unknown(Throwable failure, ContainerRequestContext request) {
        return respond(new ProblemException(ProblemType.INTERNAL, "please report the request id", failure), request);
    }

    private Response respond(ProblemException failure, ContainerRequestContext request) {
        var type = failure.type();
        switch (type) {
            // Somebody else's system: where in our code it was asked says nothing.
            case TOOL_FAILED, TOOL_TIMED_OUT -> LOG.warnf("request failed problem=%s reason=%s", type.label(), failure.getMessage());
            // Somebody who had too little time is counted by the slice; a line with a stack for each would be load on top of load.
            case DEADLINE_EXCEEDED -> LOG.debugf("request refused problem=%s", type.label());
            default -> {
                if (type.status() >= 500) {
                    LOG.errorf(failure, "request failed problem=%s", type.label());
                } else {
                    LOG.debugf("request refused problem=%s field=%s", type.label(), failure.field().orElse("none"));
                }
            }
        }
        var requestId = request.getHeaderString(SuretyHeaders.REQUEST_ID);
        var response = Response.status(type.status())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(type, said(failure.getMessage()), said(failure.field().orElse(null)), requestId));
        if (type == ProblemType.UNAUTHENTICATED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (type == ProblemType.GRANT_OUTDATED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, PeerRefusal.OUTDATED);
        }
        if (type == ProblemType.PROMOTIONS_FROZEN) {
            response.header(SuretyHeaders.DEGRADED, Degradation.PROMOTIONS_FROZEN.label());
        }
        comeBack(failure, response);
        failure.degraded().ifPresent(mode -> response.header(SuretyHeaders.DEGRADED, mode.label()));
        return response.build();
    }

    private @Nullable String said(@Nullable String words) {
        return redactions.inForce().textOrNull(words, RedactionPurpose.ANSWER);
    }

    /** When, and that there is nothing to get before. */
    private void comeBack(ProblemException failure, Response.ResponseBuilder response) {
        var full = failure.type().status() == 429 || failure.type().status() == 503;
        if (!full && failure.retryAfter().isEmpty()) {
            return;
        }
        var seconds = Math.max(1, failure.retryAfter().orElse(LATER).toSeconds());
        response.header(HttpHeaders.RETRY_AFTER, seconds);
        if (full) {
            response.header(SuretyHeaders.RATE_LIMIT, "\"%s\";r=0;t=%d".formatted(failure.limit().orElse(service), seconds));
        }
    }

    private static ProblemException invalidBody(JsonProcessingException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException ours) {
                return ours;
            }
        }
        return switch (failure) {
            case UnrecognizedPropertyException unknown ->
                ProblemException.invalid(field(unknown, unknown.getPropertyName()), "there is no field '%s'; known are %s".formatted(
                        unknown.getPropertyName(),
                        unknown.getKnownPropertyIds().stream().map(Object::toString).sorted().collect(Collectors.joining(", "))));
            case JsonMappingException mapping ->
                ProblemException.invalid(field(mapping, "body"), "'" + field(mapping, "body") + "' has a value of the wrong type");
            default -> ProblemException.invalid("body", "the body is not valid JSON in UTF-8");
        };
    }

    private static String field(JsonMappingException failure, @Nullable String otherwise) {
        var path = failure.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? String.valueOf(otherwise) : path;
    }
}
