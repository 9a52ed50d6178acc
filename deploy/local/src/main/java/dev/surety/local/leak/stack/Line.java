package dev.surety.local.leak.stack;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** Speaks to the services as anybody on their network could, and keeps all that they say. Thread-safe. */
public final class Line {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int NOBODY_THERE = 599;

    private final Site site;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    public Line(Site site) {
        this.site = site;
    }

    public Reply get(String service, String path, Map<String, String> headers) throws IOException, InterruptedException {
        return send("GET", service, path, headers, HttpRequest.BodyPublishers.noBody());
    }

    public Reply post(String service, String path, Map<String, String> headers, Object body) throws IOException, InterruptedException {
        return postText(service, path, headers, JSON.writeValueAsString(body));
    }

    /** A body that need not be JSON. */
    public Reply postText(String service, String path, Map<String, String> headers, String body) throws IOException, InterruptedException {
        return send("POST", service, path, headers, HttpRequest.BodyPublishers.ofString(body));
    }

    /** Any method; for what is not one of the services' own addresses. */
    public Reply send(String method, String service, String path, Map<String, String> headers, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(site.url(service) + path)).timeout(PATIENCE).method(method, body);
        if (!headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        var asked = Instant.now();
        var what = method + " " + service + path;
        try {
            var reply = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var lines = reply.headers().map().entrySet().stream()
                    .flatMap(header -> header.getValue().stream().map(value -> Reply.header(header.getKey(), value)))
                    .sorted()
                    .toList();
            return new Reply(what, reply.statusCode(), lines, reply.body(), asked, Instant.now());
        } catch (IOException down) {
            // A fault may have stopped it; whether too much was refused is judged at the end.
            return new Reply(what, NOBODY_THERE, List.of(), "", asked, Instant.now());
        }
    }
}
