package dev.surety.local.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.surety.local.ask.Tokens;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;

/** evaluation's runs, asked for as the demo company's auditor. */
final class EvalRuns {

    private static final String AUDITOR = "olive";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int ACCEPTED = 202;
    private static final int UNAUTHENTICATED = 401;

    private final String url;
    private final Tokens tokens;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private String token = "";

    EvalRuns(Site site) {
        this.url = site.url("evaluation") + "/v1/eval-runs";
        this.tokens = new Tokens(site);
    }

    /**
     * Starts a run of a suite; it goes on when we don't.
     *
     * @return the run as it stands
     * @throws CannotRun   when evaluation refuses
     * @throws IOException when evaluation or Keycloak does not answer; the message says what to do
     */
    JsonNode start(String suite) throws IOException, InterruptedException {
        var body = BodyPublishers.ofString(JSON.createObjectNode().put("suite", suite).toString());
        return answer(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(body), ACCEPTED);
    }

    /**
     * A run as it stands.
     *
     * @param id of the run
     */
    JsonNode run(String id) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(URI.create(url + "/" + id)).GET(), 200);
    }

    private JsonNode answer(HttpRequest.Builder request, int expected) throws IOException, InterruptedException {
        var reply = sent(request);
        var body = json(reply.body());
        if (reply.statusCode() != expected) {
            throw new CannotRun("%s: %s (status %d, request %s)".formatted(
                    body.path("title").asText("evaluation refuses"),
                    body.path("detail").asText("no reason given"),
                    reply.statusCode(),
                    body.path("requestId").asText("unknown")));
        }
        return body;
    }

    /** A run may take longer than a token lives. */
    private HttpResponse<String> sent(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (token.isEmpty()) {
            token = tokens.of(AUDITOR);
        }
        var reply = once(request);
        if (reply.statusCode() == UNAUTHENTICATED) {
            token = tokens.of(AUDITOR);
            return once(request);
        }
        return reply;
    }

    private HttpResponse<String> once(HttpRequest.Builder request) throws IOException, InterruptedException {
        try {
            return http.send(request.setHeader("Authorization", "Bearer " + token).timeout(TIMEOUT).build(), BodyHandlers.ofString());
        } catch (IOException down) {
            throw new IOException("evaluation does not answer at " + url + ": is the stack up? (make up)", down);
        }
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return JSON.createObjectNode();
        }
    }
}
