package dev.surety.identity.decision;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** ingestion, as far as it tells who may read a document; only to a grant that identity-policy makes out for itself and for ingestion. */
public final class ScriptedIngestion implements QuarkusTestResourceLifecycleManager {

    private static final Map<String, List<String>> DOCUMENTS = Map.of(
            "d-staff", List.of(document("d-staff", "kestrel", "corpus://kestrel/staff.md", "kestrel", "\"group:kestrel-staff\"", "", 1)),
            "d-people", List.of(document("d-people", "kestrel", "corpus://kestrel/people.md", "kestrel", "\"group:people\", \"user:gina\"", "\"user:frank\"", 1)),
            "d-people-2", List.of(document("d-people-2", "kestrel", "corpus://kestrel/people2.md", "kestrel", "\"group:people\"", "", 2)),
            "d-not-alice", List.of(document("d-not-alice", "kestrel", "corpus://kestrel/not-alice.md", "kestrel", "\"group:kestrel-staff\"", "\"user:alice\"", 0)),
            "d-nobody", List.of(document("d-nobody", "kestrel", "corpus://kestrel/nobody.md", "kestrel", "", "", 0)),
            "d-saltmarsh", List.of(document("d-saltmarsh", "saltmarsh", "corpus://saltmarsh/a.md", "saltmarsh", "\"group:saltmarsh-staff\"", "", 0)),
            "d-public", List.of(document("d-public", "saltmarsh", "corpus://saltmarsh/b.md", "saltmarsh", "\"public\"", "", 0)),
            "corpus://kestrel/two places?.md", List.of(
                    document("d-one", "kestrel", "corpus://kestrel/two places?.md", "kestrel", "\"group:people\"", "", 0),
                    document("d-two", "ops", "corpus://kestrel/two places?.md", "kestrel", "\"group:kestrel-staff\"", "", 0)));

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/v1/document-accesses", this::accesses);
        server.start();
        return Map.of("surety.documents.url", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private void accesses(HttpExchange exchange) throws IOException {
        var document = URLDecoder.decode(exchange.getRequestURI().getRawQuery().replace("document=", ""), StandardCharsets.UTF_8);
        if (document.equals("d-down") || !isOurs(exchange.getRequestHeaders().getFirst("Surety-Grant"))) {
            reply(exchange, 503, "{}");
            return;
        }
        reply(exchange, 200, "{\"documents\": [" + String.join(", ", DOCUMENTS.getOrDefault(document, List.of())) + "]}");
    }

    private static boolean isOurs(String grant) {
        var claims = new String(Base64.getUrlDecoder().decode(grant.split("\\.")[1]), StandardCharsets.UTF_8);
        return claims.contains("\"service:identity-policy\"") && claims.contains("\"ingestion\"") && !claims.contains("\"retrieval\"");
    }

    private static String document(String id, String index, String uri, String tenant, String allow, String deny, int clearance) {
        return "{\"documentId\": \"%s\", \"index\": \"%s\", \"uri\": \"%s\", \"access\": {\"tenant\": \"%s\", \"allow\": [%s], \"deny\": [%s], \"clearance\": %d}}"
                .formatted(id, index, uri, tenant, allow, deny, clearance);
    }

    private static void reply(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
