package dev.surety.retrieval.testing;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.surety.index.Chunk;
import dev.surety.index.IndexNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

/** A live index on a real OpenSearch, with the mapping that ingestion gives it. */
public final class ChunkIndex implements AutoCloseable {

    private static final Path MAPPING = Path.of("../ingestion/src/main/resources/opensearch/chunks.json");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final String url;
    private final String name;

    private ChunkIndex(String url, String name) {
        this.url = url;
        this.name = name;
    }

    /** A new, empty index; one of that name is replaced. */
    public static ChunkIndex create(String openSearch, String name, int dimension) {
        var index = new ChunkIndex(openSearch, name);
        index.send("DELETE", "/" + index.chunks() + "?ignore_unavailable=true", "");
        index.send("PUT", "/" + index.chunks(), index.mapping(dimension));
        return index;
    }

    /** What OpenSearch calls it. */
    public String chunks() {
        return IndexNames.chunks(IndexNames.release(name, 1));
    }

    /** Chunks that searches find from now on, and no others. Faster than a new index. */
    public void putOnly(List<Chunk> chunks) {
        send("POST", "/" + chunks() + "/_delete_by_query?refresh=true", "{\"query\":{\"match_all\":{}}}");
        put(chunks);
    }

    /** Chunks that searches find from now on. */
    public void put(List<Chunk> chunks) {
        var lines = new StringBuilder();
        for (var chunk : chunks) {
            lines.append("{\"index\":{\"_id\":\"%s:%d\"}}\n".formatted(chunk.documentId(), chunk.ordinal())).append(json(chunk)).append('\n');
        }
        var reply = send("POST", "/" + chunks() + "/_bulk?refresh=true", lines.toString());
        if (!reply.contains("\"errors\":false")) {
            throw new IllegalStateException("OpenSearch refused a chunk: " + reply);
        }
    }

    /** Searches don't find this chunk any more. */
    public void delete(String id) {
        send("DELETE", "/" + chunks() + "/_doc/" + id + "?refresh=true", "");
    }

    @Override
    public void close() {
        send("DELETE", "/" + chunks(), "");
    }

    private String mapping(int dimension) {
        try {
            var mapping = (ObjectNode) JSON.readTree(MAPPING.toFile());
            ((ObjectNode) mapping.at("/mappings/properties/embedding")).put("dimension", dimension);
            mapping.putObject("aliases").putObject(IndexNames.live(name));
            return mapping.toString();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String json(Chunk chunk) {
        try {
            return JSON.writeValueAsString(chunk);
        } catch (IOException neverOfARecord) {
            throw new UncheckedIOException(neverOfARecord);
        }
    }

    private String send(String method, String path, String body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url + path))
                    .header("Content-Type", path.contains("_bulk") ? "application/x-ndjson" : "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            var reply = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (reply.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + " gave " + reply.body());
            }
            return reply.body();
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }
}
