package dev.surety.local.eval;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Keycloak's token address and evaluation, as far as the command talks to them. Each reply is given once, the last one for ever. */
public final class ScriptedEvaluation implements AutoCloseable {

    private final HttpServer server;
    private final Deque<Reply> starts = new ArrayDeque<>();
    private final Deque<Reply> looks = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private int tokens;

    private record Reply(int status, String json) {}

    public ScriptedEvaluation() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/realms/surety/protocol/openid-connect/token", this::token);
        server.createContext("/v1/eval-runs", this::runs);
        server.start();
    }

    /** What a start of a run gets. */
    public ScriptedEvaluation onStart(int status, String json) {
        starts.add(new Reply(status, json));
        return this;
    }

    /** What a look at a run gets. */
    public ScriptedEvaluation onLook(int status, String json) {
        looks.add(new Reply(status, json));
        return this;
    }

    /** The settings that lead the command here. */
    public Map<String, String> environment() {
        var port = Integer.toString(server.getAddress().getPort());
        return Map.of("SURETY_PORT_EVALUATION", port, "SURETY_PORT_KEYCLOAK", port);
    }

    /** Method, path, who asked and with which token, body. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void token(HttpExchange exchange) throws IOException {
        var form = URLDecoder.decode(body(exchange), StandardCharsets.UTF_8);
        var who = form.replaceFirst(".*username=([a-z]+).*", "$1");
        tokens++;
        reply(exchange, new Reply(200, "{\"access_token\": \"%s-%d\"}".formatted(who, tokens)));
    }

    private void runs(HttpExchange exchange) throws IOException {
        asked.add(String.join(" ", exchange.getRequestMethod(), exchange.getRequestURI().getPath(),
                exchange.getRequestHeaders().getFirst("Authorization"), body(exchange)).strip());
        var replies = exchange.getRequestMethod().equals("POST") ? starts : looks;
        reply(exchange, replies.size() > 1 ? replies.poll() : replies.peek());
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void reply(HttpExchange exchange, Reply reply) throws IOException {
        var bytes = reply.json().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
