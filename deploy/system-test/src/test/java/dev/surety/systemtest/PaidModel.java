package dev.surety.systemtest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** An OpenAI-compatible provider that repeats the first sentence of the first passage, and says that it read 1,000 tokens and wrote 100. */
final class PaidModel implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern FIRST_PASSAGE = Pattern.compile("<passage number=\"1\"[^>]*>\\s*([^\\n]*?[.!?])(\\s|</passage)");

    private final HttpServer server;

    PaidModel() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::complete);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void complete(HttpExchange exchange) throws IOException {
        var messages = JSON.readTree(exchange.getRequestBody()).path("messages");
        var first = FIRST_PASSAGE.matcher(messages.get(messages.size() - 1).path("content").asText());
        var text = first.find() ? first.group(1) + " [1]" : "NOTHING";
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var body = exchange.getResponseBody()) {
            body.write(event(Map.of("choices", List.of(Map.of("index", 0, "delta", Map.of("content", text))))));
            body.write(event(Map.of(
                    "choices", List.of(), "usage", Map.of("prompt_tokens", 1_000, "completion_tokens", 100, "total_tokens", 1_100))));
            body.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte[] event(Map<String, Object> part) throws IOException {
        var whole = new java.util.HashMap<String, Object>(Map.of("id", "c", "object", "chat.completion.chunk", "created", 1, "model", "paid"));
        whole.putAll(part);
        return ("data: " + JSON.writeValueAsString(whole) + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
