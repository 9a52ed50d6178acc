package dev.surety.local.leak.fault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Stands between two parts; can be made slow, and can change what is asked. Thread-safe. */
public final class Road implements AutoCloseable {

    private static final Set<String> OF_THE_CONNECTION = Set.of("connection", "content-length", "host", "upgrade", "http2-settings", "transfer-encoding");
    private static final int BAD_GATEWAY = 502;

    private final HttpServer server;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Predicate<String> slowed;
    private final UnaryOperator<byte[]> change;
    private final AtomicLong passed = new AtomicLong();
    private volatile String target = "";
    private volatile Duration delay = Duration.ZERO;

    private Road(Predicate<String> slowed, UnaryOperator<byte[]> change) throws IOException {
        this.slowed = slowed;
        this.change = change;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::pass);
        server.start();
    }

    /** A road on which everything can be made slow. */
    public static Road slow() throws IOException {
        return new Road(path -> true, UnaryOperator.identity());
    }

    /** A road on which one path can be made slow. */
    public static Road slowAt(String path) throws IOException {
        return new Road(path::equals, UnaryOperator.identity());
    }

    /** A road that makes something else of each body on its way. */
    static Road changing(UnaryOperator<byte[]> change) throws IOException {
        return new Road(path -> false, change);
    }

    /** @param url base URL of the part at its end */
    public Road leadTo(String url) {
        target = url;
        return this;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How much longer requests take from now on. */
    public void delay(Duration longer) {
        delay = longer;
    }

    /** Requests that took this road. */
    long passed() {
        return passed.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            passed.incrementAndGet();
            if (slowed.test(exchange.getRequestURI().getPath())) {
                TimeUnit.MILLISECONDS.sleep(delay.toMillis());
            }
            var reply = http.send(request(exchange), HttpResponse.BodyHandlers.ofByteArray());
            reply.headers().map().forEach((name, values) -> {
                if (passesOn(name)) {
                    values.forEach(value -> exchange.getResponseHeaders().add(name, value));
                }
            });
            exchange.sendResponseHeaders(reply.statusCode(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            exchange.sendResponseHeaders(BAD_GATEWAY, -1);
        }
    }

    private HttpRequest request(HttpExchange exchange) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(change.apply(exchange.getRequestBody().readAllBytes())));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (passesOn(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private static boolean passesOn(String header) {
        return !OF_THE_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
    }
}
