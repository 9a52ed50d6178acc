package dev.surety.retrieval.testing;

import com.sun.net.httpserver.HttpServer;
import dev.surety.grant.GrantSigning;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;

/** identity-policy, as far as retrieval talks to it: it publishes the key that grants are signed with. And a contract to obey. */
public final class ScriptedIdentity implements QuarkusTestResourceLifecycleManager {

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        var keys = new JsonWebKeySet(GrantSigning.key()).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY).getBytes(StandardCharsets.UTF_8);
        server.createContext("/.well-known/jwks.json", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            try (var body = exchange.getResponseBody()) {
                body.write(keys);
            }
        });
        server.start();
        return Map.of("surety.identity.url", "http://127.0.0.1:" + server.getAddress().getPort(), "surety.contract", patientContract().toString());
    }

    /** The demo company's contract with more time for a search: on a busy machine a time-out is not what most tests are about. */
    private static Path patientContract() {
        try {
            var contract = Files.readString(Path.of("../../deploy/contract.yaml"));
            var patient = contract.replaceFirst("retrieve: \\{ timeout: \\w+,", "retrieve: { timeout: 4s,")
                    .replaceFirst("latencyTarget: \\w+", "latencyTarget: 10s");
            return Files.writeString(Path.of("target", "patient-contract.yaml"), patient);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
