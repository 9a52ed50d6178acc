package dev.surety.local.testing;

import dev.surety.local.process.Part;
import dev.surety.local.process.PartStarter;
import dev.surety.local.process.PartStopper;
import dev.surety.local.state.Checkout;
import dev.surety.local.state.Ports;
import dev.surety.local.state.Secrets;
import dev.surety.local.state.Site;
import dev.surety.local.state.StateFolder;
import dev.surety.local.state.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The servers of this test JVM. What is known about them lies in system properties and run files, not in fields: Quarkus loads test
 * resources by several class loaders, and each has fields of its own.
 */
final class RealServers {

    private static final Path FOLDERS = Path.of("target", "real-servers").toAbsolutePath();
    private static final String PORT = "surety.testing.port.";
    private static final List<String> STOP_ORDER = List.of("keycloak", "opensearch", "kafka", "postgres");

    private RealServers() {}

    /** Starts the part unless it runs already. */
    static void ensure(Part part, Site site) {
        // One lock for all class loaders.
        synchronized (System.class) {
            var starter = new PartStarter(site.state());
            try {
                if (starter.running(part.name()).isEmpty()) {
                    starter.start(part);
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while " + part.name() + " was starting", interrupted);
            }
        }
    }

    /** Where the servers of this JVM live; the first call of a JVM clears away what a killed one left. */
    static Site site() {
        synchronized (System.class) {
            var state = new StateFolder(FOLDERS.resolve(Long.toString(ProcessHandle.current().pid())));
            try {
                if (System.getProperty(PORT + "kafka") == null) {
                    clearLeftovers();
                    choosePorts();
                    state.create();
                    seed().shareSecrets(state);
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAll(state), "stop-real-servers"));
                }
                var ports = new HashMap<String, Integer>();
                Ports.names().forEach(name -> ports.put(name, Integer.getInteger(PORT + name)));
                var checkout = Checkout.find();
                return new Site(checkout, state, sharedDist(checkout), new Ports(ports), Secrets.of(state));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** One for the tests of all modules: Keycloak is unpacked and built once. */
    private static Path sharedDist(Checkout checkout) {
        return checkout.root().resolve("deploy/local/target/dist");
    }

    static Seed seed() {
        Checkout checkout = Checkout.find();
        return new Seed(checkout, sharedDist(checkout));
    }

    static boolean runs(String part) {
        try {
            return new PartStarter(site().state()).running(part).isPresent();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void choosePorts() {
        Ports.free().byName().forEach((name, port) -> System.setProperty(PORT + name, Integer.toString(port)));
    }

    private static void clearLeftovers() throws IOException {
        if (Files.isDirectory(FOLDERS)) {
            try (Stream<Path> folders = Files.list(FOLDERS)) {
                for (Path folder : folders.filter(RealServers::isOfEndedJvm).toList()) {
                    stopAll(new StateFolder(folder));
                    Trees.delete(folder);
                }
            }
        }
    }

    private static boolean isOfEndedJvm(Path folder) {
        String name = folder.getFileName().toString();
        return name.matches("\\d+") && ProcessHandle.of(Long.parseLong(name)).filter(ProcessHandle::isAlive).isEmpty();
    }

    /** Leaves the logs. */
    private static void stopAll(StateFolder state) {
        var stopper = new PartStopper(state);
        for (String part : STOP_ORDER) {
            try {
                stopper.stop(part);
                Trees.delete(state.data(part));
            } catch (IOException failure) {
                // At the end of the JVM nobody is left to act on it; the next run clears up.
                System.err.println("could not clear up " + part + ": " + failure.getMessage());
            }
        }
    }

    /** A map that callers of {@code start()} may add to, as Quarkus does. */
    static Map<String, String> config(Map<String, String> values) {
        return new HashMap<>(values);
    }
}
