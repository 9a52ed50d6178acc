package dev.surety.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Who listens on a port of this machine. */
final class PortHolder {

    private static final String LISTENING = "0A";

    private PortHolder() {}

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            // As servers do: a port whose last connections are still closing counts as free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException busy) {
            return false;
        }
    }

    /** The listening process, where the system tells us: our own user's processes, or everybody's for root. */
    static OptionalLong pidOn(int port) {
        try {
            return Files.isDirectory(Path.of("/proc/net")) ? fromProc(port) : fromLsof(port);
        } catch (IOException unreadable) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong fromProc(int port) throws IOException {
        Set<String> sockets = new HashSet<>();
        for (Path table : List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"))) {
            if (Files.exists(table)) {
                Files.readAllLines(table).stream().skip(1)
                        .map(line -> line.strip().split("\\s+"))
                        .filter(row -> row[3].equals(LISTENING) && Integer.parseInt(row[1].substring(row[1].indexOf(':') + 1), 16) == port)
                        .forEach(row -> sockets.add("socket:[" + row[9] + "]"));
            }
        }
        return ProcessHandle.allProcesses().mapToLong(ProcessHandle::pid).filter(pid -> holdsOne(pid, sockets)).findFirst();
    }

    private static boolean holdsOne(long pid, Set<String> sockets) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return descriptors.anyMatch(descriptor -> sockets.contains(target(descriptor)));
        } catch (IOException notOurs) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static OptionalLong fromLsof(int port) throws IOException {
        Process lsof = new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN").redirectErrorStream(true).start();
        try (var output = lsof.inputReader()) {
            String first = output.readLine();
            lsof.waitFor(2, TimeUnit.SECONDS);
            return first != null && first.matches("\\d+") ? OptionalLong.of(Long.parseLong(first)) : OptionalLong.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }
}
