package dev.surety.ingestion.content;

import dev.surety.ingestion.event.BadEvent;
import dev.surety.ingestion.event.DocumentEvent.Content;
import dev.surety.ingestion.event.EventConfig;
import dev.surety.ingestion.event.Reason;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches a document's words, at most as many as are allowed. Blocks. */
@Singleton
public final class ContentReader {

    private static final int OK = 200;
    private static final int FIRST_SERVER_ERROR = 500;

    private final ReadableUris readable;
    private final ContentConfig config;
    private final int largest;
    private final HttpClient http;

    ContentReader(ReadableUris readable, ContentConfig config, EventConfig events) {
        this.readable = readable;
        this.config = config;
        this.largest = Math.toIntExact(events.largestDocument().asLongValue());
        // A redirect would lead to an address that nobody has allowed.
        this.http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.readTimeout())
                .build();
    }

    /**
     * The words as they are, without a byte order mark.
     *
     * @throws BadEvent when the address is not allowed or nothing readable of the right size is there
     */
    public String read(Content content) {
        return switch (content) {
            case Content.Inline inline -> withoutMark(inline.text());
            case Content.At at -> {
                var uri = readable.permitted(at.uri());
                yield withoutMark(utf8(uri.getScheme().equals("file") ? file(Path.of(uri)) : patiently(uri)));
            }
        };
    }

    private byte[] file(Path file) {
        try (var in = Files.newInputStream(file)) {
            return limited(in);
        } catch (IOException unreadable) {
            throw new BadEvent(Reason.CONTENT_UNREADABLE, "the file that data.contentUri names can't be read", unreadable);
        }
    }

    /** A source is not one of our dependencies: one that stays silent must not hold up the documents of all others. */
    private byte[] patiently(URI uri) {
        for (var attempt = 1; ; attempt++) {
            var bytes = inTime(uri);
            if (bytes.isPresent()) {
                return bytes.get();
            }
            if (attempt >= config.readAttempts()) {
                throw new BadEvent(
                        Reason.CONTENT_UNREADABLE, "the source behind data.contentUri did not deliver in %d attempts".formatted(attempt));
            }
            pause(config.readPause());
        }
    }

    /** Empty when the source did not deliver; the time-out covers connection, headers and body. */
    private Optional<byte[]> inTime(URI uri) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var fetch = CompletableFuture.supplyAsync(() -> fetch(uri), executor);
            try {
                return fetch.get(config.readTimeout().toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException tooSlow) {
                executor.shutdownNow();
                return Optional.empty();
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof BadEvent bad) {
                    throw bad;
                }
                throw new IllegalStateException("reading a document failed", failed.getCause());
            } catch (InterruptedException stopping) {
                executor.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while reading a document", stopping);
            }
        }
    }

    private Optional<byte[]> fetch(URI uri) {
        var request = HttpRequest.newBuilder(uri).timeout(config.readTimeout()).GET().build();
        try {
            var response = http.send(request, BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                if (response.statusCode() >= FIRST_SERVER_ERROR) {
                    return Optional.empty();
                }
                if (response.statusCode() != OK) {
                    throw new BadEvent(
                            Reason.CONTENT_UNREADABLE, "the source behind data.contentUri answered with status " + response.statusCode());
                }
                return Optional.of(limited(body));
            }
        } catch (IOException noAnswer) {
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private byte[] limited(InputStream in) throws IOException {
        var bytes = in.readNBytes(largest + 1);
        if (bytes.length > largest) {
            throw new BadEvent(Reason.TOO_LARGE, "the content behind data.contentUri has more than %d bytes".formatted(largest));
        }
        return bytes;
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new BadEvent(Reason.CONTENT_UNREADABLE, "the content behind data.contentUri is not UTF-8");
        }
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static void pause(Duration pause) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a source", stopping);
        }
    }
}
