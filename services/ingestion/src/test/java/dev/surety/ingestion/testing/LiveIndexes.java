package dev.surety.ingestion.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.StreamSupport;

/** What OpenSearch holds, asked past the service. */
public final class LiveIndexes {

    private final String openSearch;
    private final ObjectMapper json;

    public LiveIndexes(String openSearch, ObjectMapper json) {
        this.openSearch = openSearch;
        this.json = json;
    }

    /** What searches find, in document order. */
    public List<JsonNode> chunks(String index) {
        return StreamSupport.stream(get("/surety-live-" + index + "/_search?size=100&sort=ordinal").at("/hits/hits").spliterator(), false).toList();
    }

    public JsonNode get(String path) {
        try (var http = HttpClient.newHttpClient()) {
            return json.readTree(http.send(HttpRequest.newBuilder(URI.create(openSearch + path)).build(), BodyHandlers.ofString()).body());
        } catch (IOException unreachable) {
            throw new IllegalStateException(unreachable);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    /** The strings of an array. */
    public static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::textValue).toList();
    }
}
