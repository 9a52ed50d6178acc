package dev.surety.ingestion.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.surety.ingestion.event.BadEvent;
import dev.surety.ingestion.event.DocumentEvent.Content;
import dev.surety.ingestion.event.Reason;
import io.quarkus.runtime.configuration.MemorySize;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentReaderTest {

    private static final int LARGEST = 100;

    @TempDir
    Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer site;
    private Path open;

    @BeforeEach
    void prepare() throws IOException {
        open = Files.createDirectory(folder.resolve("open"));
        Files.writeString(folder.resolve("secret.md"), "secret");
        Files.writeString(open.resolve("page one.md"), "\uFEFF# Page");
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/docs/page", exchange -> reply(exchange, 200, "page"));
        site.createContext("/docs/big", exchange -> reply(exchange, 200, "x".repeat(LARGEST + 1)));
        site.createContext("/docs/gone", exchange -> reply(exchange, 404, "no"));
        site.createContext("/docs/broken", exchange -> reply(exchange, 503, "no"));
        site.createContext("/private", exchange -> reply(exchange, 200, "secret"));
        site.createContext("/docs/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/private");
            reply(exchange, 302, "");
        });
        site.createContext("/docs/slow", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            // Never finished: the reader has to lose patience by itself.
        });
        site.start();
    }

    @AfterEach
    void stop() {
        site.stop(0);
    }

    @Test
    void readsFilesAndPagesBelowTheAllowedAddresses() {
        assertEquals("# Page", read(open.toUri() + "page%20one.md"));
        assertEquals("# Page", read(open.toUri() + "./x/../page%20one.md"));
        assertEquals("page", read(url("/docs/page?x=1")));
    }

    @Test
    void nothingIsReadableUnlessAnOperatorSaysSo() {
        var reader = reader(Optional.empty());

        assertEquals(Reason.CONTENT_URI_NOT_ALLOWED, refused(reader, open.toUri() + "page%20one.md"));
    }

    @Test
    void noWayLeadsOutOfAnAllowedFolder() throws IOException {
        Files.createSymbolicLink(open.resolve("link.md"), folder.resolve("secret.md"));

        assertEquals(Reason.CONTENT_URI_NOT_ALLOWED, refused(open.toUri() + "../secret.md"));
        assertEquals(Reason.CONTENT_URI_NOT_ALLOWED, refused(open.toUri() + "%2e%2e/secret.md"));
        assertEquals(Reason.CONTENT_URI_NOT_ALLOWED, refused(open.toUri() + "link.md"));
        assertEquals(Reason.CONTENT_URI_NOT_ALLOWED, refused(folder.toUri() + "open-too/x.md"));
        assertEquals(Reason.CONTENT_URI_NOT_ALLOWED, refused("file:" + open.resolve("page.md").toString().replaceFirst("/", "//evil.example/")));
        assertEquals(Reason.CONTENT_URI_NOT_ALLOWED, refused(url("/docs/../private")));
        assertEquals(Reason.CONTENT_URI_NOT_ALLOWED, refused(url("/docs/page").replace("//", "//user@")));
        assertEquals(Reason.CONTENT_URI_NOT_ALLOWED, refused(url("/private")));
        assertEquals(Reason.CONTENT_URI_NOT_ALLOWED, refused("gopher://x/"));
        assertEquals(Reason.CONTENT_URI_NOT_ALLOWED, refused("not a uri"));
        assertEquals(0, asked.get());
    }

    @Test
    void redirectsAreNotFollowed() {
        assertEquals(Reason.CONTENT_UNREADABLE, refused(url("/docs/moved")));
        assertEquals(1, asked.get());
    }

    @Test
    void whatIsNotThereOrNotTextIsUnreadable() throws IOException {
        Files.write(open.resolve("latin1.md"), "é".getBytes(StandardCharsets.ISO_8859_1));

        assertEquals(Reason.CONTENT_UNREADABLE, refused(open.toUri() + "missing.md"));
        assertEquals(Reason.CONTENT_UNREADABLE, refused(open.toUri().toString()));
        assertEquals(Reason.CONTENT_UNREADABLE, refused(open.toUri() + "latin1.md"));
        assertEquals(Reason.CONTENT_UNREADABLE, refused(url("/docs/gone")));
    }

    @Test
    void noMoreIsReadThanAllowed() throws IOException {
        Files.writeString(open.resolve("big.md"), "x".repeat(LARGEST + 1));

        assertEquals(Reason.TOO_LARGE, refused(open.toUri() + "big.md"));
        assertEquals(Reason.TOO_LARGE, refused(url("/docs/big")));
    }

    @Test
    void aSourceThatDoesNotDeliverIsAskedAgainAndThenGivenUp() {
        assertEquals(Reason.CONTENT_UNREADABLE, refused(url("/docs/broken")));
        assertEquals(2, asked.get());
        assertEquals(Reason.CONTENT_UNREADABLE, refused(url("/docs/slow")));
    }

    private String read(String uri) {
        return reader(Optional.of(List.of(open.toUri(), URI.create(url("/docs"))))).read(new Content.At(uri));
    }

    private Reason refused(String uri) {
        return refused(reader(Optional.of(List.of(open.toUri(), URI.create(url("/docs"))))), uri);
    }

    private static Reason refused(ContentReader reader, String uri) {
        return assertThrows(BadEvent.class, () -> reader.read(new Content.At(uri)), uri).reason();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + site.getAddress().getPort() + path;
    }

    private void reply(HttpExchange exchange, int status, String text) throws IOException {
        asked.incrementAndGet();
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static ContentReader reader(Optional<List<URI>> prefixes) {
        var config = new ContentConfig() {
            @Override
            public Optional<List<URI>> readableUris() {
                return prefixes;
            }

            @Override
            public Duration readTimeout() {
                return Duration.ofMillis(500);
            }

            @Override
            public int readAttempts() {
                return 2;
            }

            @Override
            public Duration readPause() {
                return Duration.ofMillis(10);
            }
        };
        return new ContentReader(new ReadableUris(config), config, () -> new MemorySize(BigInteger.valueOf(LARGEST)));
    }
}
