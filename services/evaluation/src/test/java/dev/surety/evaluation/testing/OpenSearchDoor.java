package dev.surety.evaluation.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * A door before a real OpenSearch that a test can close, and that sees which trace a request belongs to. What is known about it lies in system
 * properties: Quarkus loads test resources by several class loaders, and each has fields of its own.
 */
public final class OpenSearchDoor {

    private static final String CLOSED = "surety.testing.opensearch.closed";
    private static final String TRACE = "surety.testing.opensearch.trace.";

    private final String openSearch;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    OpenSearchDoor(String openSearch) {
        this.openSearch = openSearch;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::pass);
        server.start();
    }

    /** From now on connections end without an answer. */
    public static void close() {
        System.setProperty(CLOSED, "true");
    }

    public static void open() {
        System.clearProperty(CLOSED);
    }

    /** The header {@code traceparent} of the request that wrote a document. */
    public static Optional<String> traceparentOf(String document) {
        return Optional.ofNullable(System.getProperty(TRACE + document));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void stop() {
        server.stop(0);
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            if (Boolean.getBoolean(CLOSED)) {
                return;
            }
            remember(exchange);
            var reply = client.send(
                    HttpRequest.newBuilder(URI.create(openSearch + exchange.getRequestURI()))
                            .header("Content-Type", "application/json")
                            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body))
                            .build(),
                    BodyHandlers.ofByteArray());
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.statusCode(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remember(HttpExchange exchange) {
        var path = exchange.getRequestURI().getPath();
        var trace = exchange.getRequestHeaders().getFirst("traceparent");
        if (path.contains("/_create/") && trace != null) {
            System.setProperty(TRACE + path.substring(path.lastIndexOf('/') + 1), trace);
        }
    }
}
