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
import java.util.Map;

/** Asks the front door. */
public final class Questions {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Site site;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    public Questions(Site site) {
        this.site = site;
    }

    /**
     * A reply of the front door.
     *
     * @param status HTTP status
     * @param raw    body as it came
     * @param body   body as JSON
     */
    public record Reply(int status, String raw, JsonNode body) {}

    /** @throws IOException when the front door does not answer */
    public Reply ask(String question, String token) throws IOException, InterruptedException {
        return post("/v1/answers", "application/json", JSON.writeValueAsString(Map.of("question", question)), token);
    }

    /** The events of a streamed answer, as they came. */
    public String stream(String question, String token) throws IOException, InterruptedException {
        return post("/v1/answers", "text/event-stream", JSON.writeValueAsString(Map.of("question", question)), token).raw();
    }

    private Reply post(String path, String accept, String body, String token) throws IOException, InterruptedException {
        try {
            var reply = http.send(
                    HttpRequest.newBuilder(URI.create(site.url("inference") + path))
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
            throw new IOException("inference does not answer at " + site.url("inference") + ": is the stack up? (make up)", down);
        }
    }
}
