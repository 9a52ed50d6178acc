package dev.surety.local.bench;

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
import java.util.concurrent.Executors;

/** Speaks to the services as their callers do: HTTP/1.1, connections kept. Thread-safe. */
final class Services {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Site site;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    Services(Site site) {
        this.site = site;
    }

    /**
     * A reply.
     *
     * @param status HTTP status
     * @param raw    body as it came
     * @param body   body as JSON; null as JSON where it is none
     */
    record Reply(int status, String raw, JsonNode body) {

        /** Sizes only: the body may hold anything. */
        @Override
        public String toString() {
            return "Reply[" + status + ", " + raw.length() + " characters]";
        }
    }

    /** @throws IOException when the service does not answer */
    Reply post(String service, String path, Map<String, String> headers, Object body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(site.url(service) + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return send(service, request, headers);
    }

    /** @throws IOException when the service does not answer */
    Reply patch(String service, String path, Map<String, String> headers, Object body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(site.url(service) + path))
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return send(service, request, headers);
    }

    /** @throws IOException when the service does not answer */
    Reply get(String service, String path, Map<String, String> headers) throws IOException, InterruptedException {
        return send(service, HttpRequest.newBuilder(URI.create(site.url(service) + path)), headers);
    }

    /** What a service counts, at this moment. */
    Metrics metrics(String service) throws IOException, InterruptedException {
        var reply = get(service, "/q/metrics", Map.of("Accept", "text/plain"));
        if (reply.status() != 200) {
            throw new IOException(service + " gives no metrics (status " + reply.status() + ")");
        }
        return Metrics.parse(reply.raw());
    }

    private Reply send(String service, HttpRequest.Builder request, Map<String, String> headers) throws IOException, InterruptedException {
        headers.forEach(request::header);
        try {
            var reply = http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            var isJson = reply.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Reply(reply.statusCode(), reply.body(), isJson ? JSON.readTree(reply.body()) : JSON.nullNode());
        } catch (ConnectException down) {
            throw new IOException(service + " does not answer at " + site.url(service) + ": is the stack up? (make up)", down);
        }
    }
}
