package dev.surety.ingestion.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.surety.grant.Grant;
import dev.surety.grant.GrantAttacks;
import dev.surety.grant.GrantCodec;
import dev.surety.grant.GrantSigning;
import dev.surety.request.RequestId;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import org.jose4j.jwk.JsonWebKeySet;

/**
 * Keycloak's token address, identity-policy and retrieval, as far as ingestion talks to them. Signs real grants; vectors follow from the text alone.
 */
public final class ScriptedNeighbours implements QuarkusTestResourceLifecycleManager {

    public static final String MODEL = "scripted-model";
    public static final int DIMENSION = 8;

    private static final String RETRIEVAL_DOWN = "surety.testing.retrieval.down";
    private static final String EMBEDDED = "surety.testing.embedded";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> AUDIENCE = Set.of("ingestion", "retrieval");

    /** Who has which bearer token. */
    private static final Map<String, Grant> CALLERS = Map.of(
            "service-token", grant("ingestion", "none", 0, "service:ingestion"),
            "alice-token", grant("alice", "kestrel", 0, "user:alice", "group:staff", "tenant:kestrel"),
            "ivy-token", grant("ivy", "saltmarsh", 0, "user:ivy", "group:staff", "tenant:saltmarsh"),
            "olive-token", grant("olive", "kestrel", 0, "user:olive", "group:staff", "group:auditors", "tenant:kestrel"),
            "otto-token", grant("otto", "elsewhere", 0, "user:otto", "group:staff", "group:auditors", "tenant:elsewhere"),
            "sean-token", grant("sean", "kestrel", 0, "user:sean", "group:staff", "group:security", "tenant:kestrel"),
            "sid-token", grant("sid", "saltmarsh", 0, "user:sid", "group:staff", "group:security", "tenant:saltmarsh"),
            "rene-token", grant("rene", "kestrel", 0, "user:rene", "group:staff", "group:engineering/platform", "tenant:kestrel"),
            "pat-token", grant("pat", "elsewhere", 0, "user:pat", "group:staff", "group:engineering/platform", "tenant:elsewhere"));

    private HttpServer server;

    /** While down, retrieval answers 503. */
    public static void retrievalIsDown(boolean down) {
        System.setProperty(RETRIEVAL_DOWN, Boolean.toString(down));
    }

    /** Texts embedded so far. */
    public static int embeddedTexts() {
        return Integer.getInteger(EMBEDDED, 0);
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/realm/protocol/openid-connect/token", exchange -> reply(
                exchange, 200, "{\"access_token\":\"service-token\",\"token_type\":\"Bearer\",\"expires_in\":300}"));
        server.createContext("/v1/grants", this::grants);
        server.createContext("/.well-known/jwks.json", exchange -> reply(exchange, 200, new JsonWebKeySet(GrantSigning.key()).toJson()));
        server.createContext("/v1/embeddings", this::embeddings);
        server.start();
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of("surety.oidc.url", url + "/realm", "surety.identity.url", url, "surety.retrieval.url", url);
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private void grants(HttpExchange exchange) throws IOException {
        var bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")).replace("Bearer ", "");
        if (bearer.startsWith(GrantAttacks.EXCHANGED_FOR)) {
            var theirs = JSON.createObjectNode().put("grant", bearer.substring(GrantAttacks.EXCHANGED_FOR.length()));
            theirs.put("expiresAt", Instant.now().plusSeconds(50).toString()).putArray("tags");
            reply(exchange, 200, theirs.toString());
            return;
        }
        var caller = CALLERS.get(bearer);
        if (caller == null) {
            reply(exchange, 401, "{}");
            return;
        }
        var now = Instant.now();
        var fresh = new Grant(
                RequestId.next().toString(), caller.subject(), caller.tenant(), caller.tags(), caller.clearance(), now.plusSeconds(55), AUDIENCE, 0, null);
        var message = JSON.createObjectNode();
        message.put("grant", GrantCodec.sign(fresh, GrantSigning.key(), now)).put("expiresAt", fresh.expiresAt().toString()).putArray("tags");
        reply(exchange, 200, message.toString());
    }

    private void embeddings(HttpExchange exchange) throws IOException {
        if (Boolean.getBoolean(RETRIEVAL_DOWN)) {
            reply(exchange, 503, "{}");
            return;
        }
        if (exchange.getRequestHeaders().getFirst("Surety-Grant") == null) {
            reply(exchange, 401, "{}");
            return;
        }
        var message = JSON.createObjectNode().put("object", "list").put("model", MODEL);
        var data = message.putArray("data");
        for (var text : JSON.readTree(exchange.getRequestBody().readAllBytes()).get("input")) {
            var vector = data.addObject().put("object", "embedding").put("index", data.size() - 1).putArray("embedding");
            new Random(text.textValue().hashCode()).doubles(DIMENSION, -1, 1).forEach(value -> vector.add((float) value));
        }
        message.putObject("usage").put("prompt_tokens", 1).put("total_tokens", 1);
        synchronized (System.class) {
            System.setProperty(EMBEDDED, Integer.toString(embeddedTexts() + data.size()));
        }
        reply(exchange, 200, message.toString());
    }

    private static Grant grant(String subject, String tenant, int clearance, String... tags) {
        return new Grant("x", subject, tenant, Set.of(tags), clearance, Instant.EPOCH, AUDIENCE, 0, null);
    }

    private static void reply(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
