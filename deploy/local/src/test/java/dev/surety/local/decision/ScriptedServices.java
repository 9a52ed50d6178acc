package dev.surety.local.decision;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keycloak's token address, identity-policy and evaluation, as far as the commands talk to them. Each reply is given once. */
final class ScriptedServices implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Deque<Reply>> replies = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    private record Reply(int status, String json) {}

    ScriptedServices() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/realms/surety/protocol/openid-connect/token", this::token);
        server.createContext("/v1/", this::said);
        server.start();
    }

    ScriptedServices on(String path, int status, String json) {
        replies.computeIfAbsent(path, any -> new ArrayDeque<>()).add(new Reply(status, json));
        return this;
    }

    /** Path, token and body of every call, in order. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    Map<String, String> environment() {
        var port = Integer.toString(server.getAddress().getPort());
        return Map.of("SURETY_PORT_EVALUATION", port, "SURETY_PORT_KEYCLOAK", port, "SURETY_PORT_IDENTITY_POLICY", port);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void token(HttpExchange exchange) throws IOException {
        var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var name = form.replaceFirst(".*(?:^|&)username=([a-z]+).*", "$1");
        reply(exchange, 200, "{\"access_token\": \"%s-token\"}".formatted(name));
    }

    private void said(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add("%s %s %s".formatted(path, exchange.getRequestHeaders().getFirst("Authorization"), body).strip());
        var next = replies.getOrDefault(path, new ArrayDeque<>()).poll();
        if (next == null) {
            reply(exchange, 500, "{\"title\": \"nothing scripted\"}");
        } else {
            reply(exchange, next.status(), next.json());
        }
    }

    private static void reply(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
