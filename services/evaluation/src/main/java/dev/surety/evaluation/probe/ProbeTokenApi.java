package dev.surety.evaluation.probe;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The token endpoint of the identity provider (RFC 6749, 4.4). Blocking: for virtual threads. */
@RegisterRestClient(configKey = "test-people")
@Path("protocol/openid-connect/token")
interface ProbeTokenApi {

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    JsonNode token(
            @FormParam("grant_type") String grantType, @FormParam("client_id") String clientId, @FormParam("client_secret") String clientSecret);
}
