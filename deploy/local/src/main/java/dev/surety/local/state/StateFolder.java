package dev.surety.local.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The folder that holds all state of one local stack.
 *
 * @param root absolute; {@code .surety} in the checkout unless {@code SURETY_STATE} names another
 */
public record StateFolder(Path root) {

    public StateFolder {
        root = root.toAbsolutePath().normalize();
    }

    public static StateFolder of(Checkout checkout, Map<String, String> environment) {
        String named = environment.getOrDefault("SURETY_STATE", "");
        return new StateFolder(named.isBlank() ? checkout.root().resolve(".surety") : Path.of(named));
    }

    public StateFolder create() throws IOException {
        for (Path folder : new Path[] {root, logs(), runs(), data(), dist(), weights()}) {
            Files.createDirectories(folder);
        }
        return this;
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    public Path runs() {
        return root.resolve("run");
    }

    public Path run(String part) {
        return runs().resolve(part + ".properties");
    }

    public Path data() {
        return root.resolve("data");
    }

    public Path data(String part) {
        return data().resolve(part);
    }

    public Path apps() {
        return root.resolve("apps");
    }

    /** The copy of a service's application that runs. */
    public Path app(String part) {
        return apps().resolve(part);
    }

    /** Unpacked servers; survive a reset. */
    public Path dist() {
        return root.resolve("dist");
    }

    /** Model weights; survive a reset. */
    public Path weights() {
        return root.resolve("weights");
    }

    /** The contract that the services follow. */
    public Path contract() {
        return root.resolve("contract.yaml");
    }

    public Path secrets() {
        return root.resolve("secrets.properties");
    }

    public Path grantKeys() {
        return root.resolve("grant-keys.json");
    }
}
