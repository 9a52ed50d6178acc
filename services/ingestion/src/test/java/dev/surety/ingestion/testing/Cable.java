package dev.surety.ingestion.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A TCP connection to a real server that a test can pull and plug in again. */
public final class Cable {

    private static final String PULLED = "surety.testing.pulled.";

    private final String name;
    private final int target;
    private final ServerSocket socket;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /**
     * @param name   by which {@link #pull} knows it
     * @param target port of the real server on this machine
     */
    Cable(String name, int target) {
        this.name = name;
        this.target = target;
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        Thread.ofVirtual().start(this::accept);
        Thread.ofVirtual().start(this::cutWhenPulled);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Cuts what is connected and refuses what comes. The switch is a system property: Quarkus loads this class more than once. */
    public static void pull(String name) {
        System.setProperty(PULLED + name, "true");
    }

    public static void plugIn(String name) {
        System.clearProperty(PULLED + name);
    }

    private boolean isPulled() {
        return Boolean.getBoolean(PULLED + name);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                if (isPulled()) {
                    client.close();
                    continue;
                }
                var server = new Socket();
                server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
                open.add(client);
                open.add(server);
                Thread.ofVirtual().start(() -> copy(client, server));
                Thread.ofVirtual().start(() -> copy(server, client));
            } catch (IOException broken) {
                // The client sees a closed connection, which is what a cable does.
            }
        }
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cut) {
            // Both ends are closed either way.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void cutWhenPulled() {
        while (!socket.isClosed()) {
            if (isPulled()) {
                for (var connection : open) {
                    try {
                        connection.close();
                    } catch (IOException alreadyClosed) {
                        // Nothing to do.
                    }
                }
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
