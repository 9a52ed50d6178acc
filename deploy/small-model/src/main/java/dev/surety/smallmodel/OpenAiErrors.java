package dev.surety.smallmodel;

import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Errors as clients of the OpenAI API expect them. */
public class OpenAiErrors {

    private static final Logger LOG = Logger.getLogger(OpenAiErrors.class);
    private static final String INVALID = "invalid_request_error";

    @ServerExceptionMapper
    public Response badRequest(BadRequest failure) {
        return response(400, body(String.valueOf(failure.getMessage()), INVALID, failure.param())).build();
    }

    @ServerExceptionMapper(priority = 1)
    public Response unreadable(JsonMappingException failure) {
        return failure.getCause() instanceof BadRequest ours
                ? badRequest(ours)
                : response(400, body("the body can't be read: a field has the wrong type", INVALID, null)).build();
    }

    @ServerExceptionMapper
    public Response busy(Busy failure) {
        return response(429, body(String.valueOf(failure.getMessage()), "rate_limit_error", null)).header(HttpHeaders.RETRY_AFTER, 1).build();
    }

    @ServerExceptionMapper
    public Response unknown(IllegalStateException failure) {
        LOG.errorf(failure, "request failed");
        return response(500, body("the model failed", "server_error", null)).build();
    }

    static Map<String, Object> body(String message, String type, @Nullable String param) {
        var body = new LinkedHashMap<String, Object>();
        body.put("message", message);
        body.put("type", type);
        body.put("param", param);
        body.put("code", null);
        return body;
    }

    private static Response.ResponseBuilder response(int status, Map<String, Object> error) {
        return Response.status(status).type(MediaType.APPLICATION_JSON).entity(Map.of("error", error));
    }
}
