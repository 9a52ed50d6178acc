package dev.surety.evaluation.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.surety.grant.Grant;
import dev.surety.grant.GrantAttacks;
import dev.surety.grant.GrantCodec;
import dev.surety.grant.GrantSigning;
import dev.surety.request.RequestId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jose4j.jwk.JsonWebKeySet;
import org.jspecify.annotations.Nullable;

/** Keycloak's token address and identity-policy, as far as evaluation talks to them. A person's access token is {@code <name>-token}. */
final class ScriptedNeighbours {

    static final String PASSWORD = "test-people";

    private static final Set<String> AUDIENCE = Set.of("evaluation", "retrieval");

    private static final Map<String, Grant> PEOPLE = Map.of(
            "alice-token", grant("alice", "kestrel", "group:staff"),
            "bob-token", grant("bob", "kestrel", "group:staff"),
            "olive-token", grant("olive", "kestrel", "group:staff", "group:auditors"),
            "petra-token", grant("petra", "kestrel", "group:staff", "group:security"),
            "ivy-token", grant("ivy", "saltmarsh", "group:staff"),
            "sam-token", grant("sam", "saltmarsh", "group:staff", "group:auditors"),
            "eve-token", grant("eve", "elsewhere", "group:staff", "group:auditors"),
            "service-token", new Grant("x", "ingestion", "surety", Set.of("service:ingestion"), 0, Instant.EPOCH, AUDIENCE, 0, null),
            "expired-grant-token", grant("alice", "kestrel", "group:staff"),
            "strangers-grant-token", grant("alice", "kestrel", "group:staff"));

    private final HttpServer server;
    private final ObjectMapper json = new ObjectMapper();

    ScriptedNeighbours() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/realm/protocol/openid-connect/token", this::signIn);
        server.createContext("/v1/grants", this::grants);
        server.createContext("/v1/visibilities", this::visibilities);
        server.createContext("/.well-known/jwks.json", exchange -> reply(exchange, 200, new JsonWebKeySet(GrantSigning.key()).toJson()));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void stop() {
        server.stop(0);
    }

    /** Who has the bearer token; null when nobody has. */
    static @Nullable Grant holder(HttpExchange exchange) {
        return PEOPLE.get(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")).replace("Bearer ", ""));
    }

    static void reply(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Content-Type", status < 400 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void signIn(HttpExchange exchange) throws IOException {
        var form = Arrays.stream(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).split("&"))
                .map(field -> URLDecoder.decode(field, StandardCharsets.UTF_8).split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1]));
        var token = form.get("username") + "-token";
        if (PEOPLE.containsKey(token) && PASSWORD.equals(form.get("password")) && "password".equals(form.get("grant_type"))) {
            reply(exchange, 200, "{\"access_token\": \"%s\", \"token_type\": \"Bearer\", \"expires_in\": 300}".formatted(token));
        } else {
            reply(exchange, 401, "{\"error\": \"invalid_grant\"}");
        }
    }

    /** retrieval: everybody may see every document but those that a test takes away. A grant is read, not verified. */
    private void visibilities(HttpExchange exchange) throws IOException {
        var asked = json.readTree(exchange.getRequestBody().readAllBytes()).path("documentIds");
        ScriptedDocuments.asked(asked.size());
        if (ScriptedDocuments.isAway()) {
            reply(exchange, 503, "{\"type\": \"https://surety.dev/problems/retrieval-unavailable\", \"title\": \"Down\", \"status\": 503}");
            return;
        }
        var subject = json.readTree(Base64.getUrlDecoder().decode(exchange.getRequestHeaders().getFirst("Surety-Grant").split("\\.")[1])).path("sub").asText();
        var message = json.createObjectNode();
        var visible = message.putArray("visible");
        asked.forEach(id -> {
            if (ScriptedDocuments.mayRead(subject, id.asText())) {
                visible.add(id.asText());
            }
        });
        reply(exchange, 200, message.toString());
    }

    private void grants(HttpExchange exchange) throws IOException {
        var bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (bearer.equals("Bearer nobody-can-say")) {
            reply(exchange, 503, "{}");
            return;
        }
        if (bearer.startsWith("Bearer " + GrantAttacks.EXCHANGED_FOR)) {
            var theirs = json.createObjectNode().put("grant", bearer.substring(("Bearer " + GrantAttacks.EXCHANGED_FOR).length()));
            theirs.put("expiresAt", Instant.now().plusSeconds(50).toString()).putArray("tags");
            reply(exchange, 200, theirs.toString());
            return;
        }
        var holder = holder(exchange);
        if (holder == null) {
            reply(exchange, 401, "{}");
            return;
        }
        var now = bearer.contains("expired-grant") ? Instant.now().minusSeconds(120) : Instant.now();
        var fresh = new Grant(
                RequestId.next().toString(), holder.subject(), holder.tenant(), holder.tags(), holder.clearance(), now.plusSeconds(55), AUDIENCE, 0, null);
        var message = json.createObjectNode();
        message.put("grant", GrantCodec.sign(fresh, bearer.contains("strangers-grant") ? GrantSigning.newKey(GrantSigning.KEY_ID) : GrantSigning.key(), now));
        message.put("expiresAt", fresh.expiresAt().toString()).putArray("tags");
        reply(exchange, 200, message.toString());
    }

    private static Grant grant(String subject, String tenant, String... groups) {
        var tags = new HashSet<>(Set.of(groups));
        tags.addAll(Set.of("user:" + subject, "tenant:" + tenant));
        return new Grant("x", subject, tenant, tags, 1, Instant.EPOCH, AUDIENCE, 0, null);
    }
}
