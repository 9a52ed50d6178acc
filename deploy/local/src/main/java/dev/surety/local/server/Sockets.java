package dev.surety.local.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Whether anybody listens. */
final class Sockets {

    private static final int PATIENCE_MS = 500;

    private Sockets() {}

    /** @param address host and port, parted by a colon */
    static boolean open(String address) {
        int colon = address.lastIndexOf(':');
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))), PATIENCE_MS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
