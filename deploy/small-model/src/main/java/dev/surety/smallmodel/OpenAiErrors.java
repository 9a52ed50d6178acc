package dev.surety.smallmodel;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Errors as clients of the OpenAI API expect them. */
public class OpenAiErrors {

    static final String INVALID = "invalid_request_error";
    static final String SERVER_ERROR = "server_error";
    static final String MODEL_FAILED = "the model failed";

    private static final Logger LOG = Logger.getLogger(OpenAiErrors.class);

    @ServerExceptionMapper
    public Response badRequest(BadRequest failure) {
        return response(400, body(String.valueOf(failure.getMessage()), INVALID, failure.param())).build();
    }

    @ServerExceptionMapper(priority = 1)
    public Response unreadable(JsonMappingException failure) {
        return invalidBody(failure);
    }

    /** The framework has a mapper of its own for this type, with an answer of another form. */
    @ServerExceptionMapper(priority = 1)
    public Response wrongType(MismatchedInputException failure) {
        return invalidBody(failure);
    }

    /** What the framework refuses by itself; it also wraps a body that is no JSON. */
    @ServerExceptionMapper(priority = 1)
    public Response refusedByTheFramework(WebApplicationException failure) {
        if (failure.getCause() instanceof JsonProcessingException body) {
            return invalidBody(body);
        }
        var status = failure.getResponse().getStatusInfo();
        return status.getStatusCode() >= 500
                ? unknown(failure)
                : response(status.getStatusCode(), body(status.getReasonPhrase(), INVALID, null)).build();
    }

    @ServerExceptionMapper
    public Response busy(Busy failure) {
        return response(429, body(String.valueOf(failure.getMessage()), "rate_limit_error", null)).header(HttpHeaders.RETRY_AFTER, 1).build();
    }

    @ServerExceptionMapper
    public Response unknown(Throwable failure) {
        LOG.errorf(failure, "request failed");
        return response(500, body(MODEL_FAILED, SERVER_ERROR, null)).build();
    }

    static Map<String, Object> body(String message, String type, @Nullable String param) {
        var body = new LinkedHashMap<String, Object>();
        body.put("message", message);
        body.put("type", type);
        body.put("param", param);
        body.put("code", null);
        return body;
    }

    private Response invalidBody(JsonProcessingException failure) {
        if (failure.getCause() instanceof BadRequest ours) {
            return badRequest(ours);
        }
        // A body that ends too early ends within some field, which is not to blame.
        var field = failure instanceof JsonMappingException mapping && !(mapping.getCause() instanceof JsonParseException) ? field(mapping) : "";
        return field.isEmpty()
                ? response(400, body("the body is not a JSON object in UTF-8", INVALID, null)).build()
                : response(400, body("'" + field + "' has a value of the wrong type", INVALID, field)).build();
    }

    private static String field(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static Response.ResponseBuilder response(int status, Map<String, Object> error) {
        return Response.status(status).type(MediaType.APPLICATION_JSON).entity(Map.of("error", error));
    }
}
