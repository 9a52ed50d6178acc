package dev.surety.evaluation.ask;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.api.AnswerRequest;
import dev.surety.request.SuretyHeaders;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** inference, as any caller sees it. Blocking: for virtual threads. */
@RegisterRestClient(configKey = "inference")
@Path("v1/answers")
public interface InferenceApi {

    /** As JSON, because a leak may be in a field that we do not know. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    JsonNode answer(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(SuretyHeaders.REQUEST_ID) String requestId,
            @HeaderParam(HttpHeaders.CACHE_CONTROL) String cacheControl,
            @HeaderParam(SuretyHeaders.PRIORITY) String priority,
            AnswerRequest request);
}
