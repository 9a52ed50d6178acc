package dev.surety.retrieval.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A search engine and an embedding endpoint that fail as the words of the question say. The engine looks at no filter: whatever leaves retrieval of
 * what it returns, retrieval itself let through.
 */
public final class ScriptedEngine implements QuarkusTestResourceLifecycleManager {

    private static final long LONGER_THAN_ANY_DEADLINE_MS = 20_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> EMBEDDED = new CopyOnWriteArrayList<>();

    private static int port;
    private static HttpServer server;

    private final CountDownLatch end = new CountDownLatch(1);

    @Override
    public Map<String, String> start() {
        up();
        var url = "http://127.0.0.1:" + port;
        return Map.of(
                "surety.opensearch.url", url,
                "surety.embedding.endpoint.base-url", url + "/v1",
                "surety.embedding.endpoint.api-key", "scripted-key",
                "surety.embedding.endpoint.model", "scripted-model");
    }

    /** After the real engine that other tests use, so that this one's address is the last word. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public void stop() {
        end.countDown();
        down();
    }

    private void up() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        port = server.getAddress().getPort();
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/_msearch", this::search);
        server.createContext("/_alias/", exchange ->
                reply(exchange, 200, "{\"surety-chunks-handbook-0001\":{\"aliases\":{\"surety-live-handbook\":{}}}}"));
        server.createContext("/v1/embeddings", this::embed);
        server.start();
    }

    /** All texts that were to be embedded. */
    public static List<String> embedded() {
        return EMBEDDED;
    }

    /** Nobody listens any more; for the last test of a class. */
    public static void down() {
        server.stop(0);
    }

    private void search(HttpExchange exchange) throws IOException {
        var lines = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).split("\n");
        if (JSON.readTree(lines[1]).at("/aggs/documents").isObject()) {
            reply(exchange, 200, standings(JSON.readTree(lines[1]).at("/query/bool/filter/0/terms/documentId")).toString());
            return;
        }
        var question = JSON.readTree(lines[1]).at("/query/bool/must/0/multi_match/query").asText();
        if (question.contains("ENGINE-BREAKS")) {
            reply(exchange, 500, "{}");
        } else if (question.endsWith("ENGINE-HANGS")) {
            pause();
            exchange.close();
        } else if (question.contains("ENGINE-HANGS-UP")) {
            exchange.close();
        } else if (question.contains("ENGINE-BABBLES")) {
            reply(exchange, 200, "<html>");
        } else if (question.contains("ENGINE-SAYS-NOTHING")) {
            reply(exchange, 200, "{}");
        } else {
            var replies = JSON.createArrayNode();
            for (var line = 1; line < lines.length; line += 2) {
                half(replies, question, JSON.readTree(lines[line]).at("/query/knn").isObject());
            }
            reply(exchange, 200, JSON.createObjectNode().set("responses", replies).toString());
        }
    }

    /** Everything is whole and permitted, but what its id says otherwise of. */
    private static JsonNode standings(JsonNode documentIds) {
        var reply = JSON.createObjectNode();
        var response = reply.putArray("responses").addObject().put("timed_out", false);
        var failed = 0;
        var buckets = response.putObject("aggregations").putObject("documents").putArray("buckets");
        for (var id : documentIds) {
            var word = id.asText();
            failed += word.contains("shard-fails") ? 1 : 0;
            var bucket = buckets.addObject().put("key", word).put("doc_count", 2);
            var permitted = bucket.putObject("permitted").put("doc_count", word.contains("half-closed") ? 1 : 2);
            var one = permitted.putObject("one").putObject("hits").putArray("hits").addObject().put("_index", "surety-chunks-handbook-0001");
            var source = one.putObject("_source").put("tenant", "kestrel").put("clearance", word.contains("leaked") ? 3 : 0);
            source.putArray("allow").add("group:staff");
            if (!word.contains("no-deny")) {
                source.putArray("deny");
            }
        }
        response.putObject("_shards").put("total", 1).put("failed", failed);
        return reply;
    }

    private static void half(ArrayNode replies, String question, boolean vector) throws IOException {
        var word = vector ? "VECTOR" : "WORDS";
        if (question.contains(word + "-FAIL")) {
            replies.add(JSON.readTree("{\"error\": {\"type\": \"search_phase_execution_exception\", \"reason\": \"" + question + "\"}, \"status\": 400}"));
            return;
        }
        var failed = question.contains(word + "-PARTLY") ? 1 : 0;
        var hits = JSON.createArrayNode();
        if (question.contains("LEAK")) {
            hits.add(hit("other-tenant", 9, "{\"tenant\": \"heron\", \"allow\": [\"group:staff\"], \"deny\": [], \"clearance\": 0}"));
            hits.add(hit("not-allowed", 8, "{\"tenant\": \"kestrel\", \"allow\": [\"group:board\"], \"deny\": [], \"clearance\": 0}"));
            hits.add(hit("denied", 7, "{\"tenant\": \"kestrel\", \"allow\": [\"public\"], \"deny\": [\"group:staff\"], \"clearance\": 0}"));
            hits.add(hit("too-secret", 6, "{\"tenant\": \"kestrel\", \"allow\": [\"group:staff\"], \"deny\": [], \"clearance\": 1}"));
            hits.add(hit("without-a-rule", 5, "{}"));
            hits.add(hit("without-a-deny", 5, "{\"tenant\": \"kestrel\", \"allow\": [\"group:staff\"], \"clearance\": 0}"));
            hits.add(hit("without-a-clearance", 5, "{\"tenant\": \"kestrel\", \"allow\": [\"group:staff\"], \"deny\": []}"));
        }
        var rule = "{\"tenant\": \"kestrel\", \"allow\": [\"group:staff\"], \"deny\": [], \"clearance\": 0}";
        if (question.contains("HALF-CLOSED")) {
            hits.add(hit("half-closed", 4, rule));
        }
        if (question.contains("SHARD-FAILS")) {
            hits.add(hit("shard-fails", 4, rule));
        }
        hits.add(hit("first", 3, rule)).add(hit("second", 2, rule)).add(hit("third", 1, rule));
        var reply = replies.addObject();
        reply.putObject("_shards").put("failed", failed);
        reply.putObject("hits").set("hits", hits);
    }

    private static JsonNode hit(String documentId, double score, String rule) throws IOException {
        var hit = JSON.createObjectNode()
                .put("_index", "surety-chunks-handbook-0001")
                .put("_id", documentId + ":0")
                .put("_score", score);
        var source = hit.putObject("_source")
                .put("documentId", documentId)
                .put("uri", "corpus://" + documentId)
                .put("title", documentId)
                .put("section", "")
                .put("text", "text of " + documentId)
                .put("ordinal", 0);
        source.setAll((ObjectNode) JSON.readTree(rule));
        return hit;
    }

    private void embed(HttpExchange exchange) throws IOException {
        var request = JSON.readTree(exchange.getRequestBody());
        var text = request.at("/input/0").asText();
        EMBEDDED.add(text);
        if (!"Bearer scripted-key".equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || !"scripted-model".equals(request.path("model").asText())) {
            reply(exchange, 401, "{}");
        } else if (text.contains("MODEL-BREAKS")) {
            reply(exchange, 500, "{}");
        } else if (text.contains("MODEL-HANGS")) {
            pause();
            exchange.close();
        } else {
            reply(exchange, 200, "{\"object\": \"list\", \"model\": \"m\", \"data\": [{\"object\": \"embedding\", \"index\": 0, \"embedding\": [3, 4]}]}");
        }
    }

    private void pause() {
        try {
            end.await(LONGER_THAN_ANY_DEADLINE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
