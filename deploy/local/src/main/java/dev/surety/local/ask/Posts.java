package dev.surety.local.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Sends JSON to the stack's services on somebody's behalf. */
public final class Posts {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Site site;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    public Posts(Site site) {
        this.site = site;
    }

    /**
     * A reply of a service.
     *
     * @param status HTTP status
     * @param raw    body as it came
     * @param body   body as JSON; null where it is none
     */
    public record Reply(int status, String raw, JsonNode body) {

        /** A problem in one line. */
        public String problem() {
            return "%s: %s (status %d, request %s)".formatted(
                    body.path("title").asText("no answer"), body.path("detail").asText(), status, body.path("requestId").asText("unknown"));
        }
    }

    /** @throws IOException when the service does not answer */
    public Reply post(String service, String path, String body, String token) throws IOException, InterruptedException {
        return post(service, path, "application/json", body, token);
    }

    /**
     * As {@link #post(String, String, String, String)}, for another kind of reply.
     *
     * @throws IOException when the service does not answer
     */
    Reply post(String service, String path, String accept, String body, String token) throws IOException, InterruptedException {
        try {
            var reply = http.send(
                    HttpRequest.newBuilder(URI.create(site.url(service) + path))
                            .timeout(Duration.ofSeconds(90))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .header("Accept", accept)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            var json = reply.headers().firstValue("Content-Type").orElse("").contains("json") ? JSON.readTree(reply.body()) : JSON.nullNode();
            return new Reply(reply.statusCode(), reply.body(), json);
        } catch (ConnectException down) {
            throw new IOException(service + " does not answer at " + site.url(service) + ": is the stack up? (make up)", down);
        }
    }
}
