package dev.surety.retrieval.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * {@link OpenSearchApi} without Quarkus: property tests run outside of it. Not its subtype, for Quarkus would take it for a resource.
 */
final class HttpOpenSearch {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final JsonMapper json = JsonMapper.builder().build();
    private final URI searches;

    HttpOpenSearch(String url) {
        this.searches = URI.create(url + "/_msearch");
    }

    Uni<JsonNode> searches(String lines) {
        var request = HttpRequest.newBuilder(searches)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(lines))
                .build();
        return Uni.createFrom()
                .completionStage(() -> HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                .map(reply -> read(reply.body()));
    }

    private JsonNode read(String body) {
        try {
            return json.readTree(body);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
