package dev.surety.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A request with a header larger than a server reads. The server answers and closes while the header is still on its way, so that a client that writes before
 * it reads may find a broken pipe where the answer was: this one writes and reads at once, and takes a closed connection for the refusal that it is.
 */
public final class OversizedHeader {

    private static final int TOO_LARGE = 431;
    private static final int PATIENCE_MS = 20_000;

    private OversizedHeader() {}

    /**
     * Posts and fails when the answer is anything but 431 or the end of the connection: another status, or none while the connection stays open.
     *
     * @param address with a path, plain HTTP
     * @param name    of the header
     * @param value   of the header, 100 kB or more
     */
    public static void assertRefused(URI address, String name, String value) {
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(PATIENCE_MS);
            var request = "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: 2\r\n%s: %s\r\n\r\n{}"
                    .formatted(address.getPath(), address.getAuthority(), name, value);
            var writer = Thread.ofVirtual().start(() -> write(socket, request));
            status(socket).ifPresent(status -> assertTrue(status.contains(" " + TOO_LARGE + " "), address + " answered " + status));
            socket.close();
            writer.join();
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static void write(Socket socket, String request) {
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException refusedMeanwhile) {
            // The reader learns how.
        }
    }

    /** The first line of the answer; none when the server closed before it, or with the rest of the header unread. */
    private static Optional<String> status(Socket socket) throws IOException {
        try {
            return Optional.ofNullable(new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine());
        } catch (SocketTimeoutException silent) {
            return fail("neither answered nor closed", silent);
        } catch (SocketException reset) {
            return Optional.empty();
        }
    }
}
