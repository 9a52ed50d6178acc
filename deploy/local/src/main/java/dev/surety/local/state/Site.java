package dev.surety.local.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where one stack lives: its checkout, its state, its ports and its secrets.
 *
 * @param dist where servers are unpacked: in the state, unless {@code SURETY_DIST} names a folder that several stacks share, because
 *             unpacking and building Keycloak takes long
 */
public record Site(Checkout checkout, StateFolder state, Path dist, Ports ports, Secrets secrets) {

    /** The stack that the environment describes; makes its folder and its secrets when they are missing. */
    public static Site from(Map<String, String> environment) throws IOException {
        var checkout = Checkout.find();
        var ports = Ports.from(environment);
        var state = StateFolder.of(checkout, environment).create();
        String shared = environment.getOrDefault("SURETY_DIST", "");
        Path dist = shared.isBlank() ? state.dist() : Path.of(shared).toAbsolutePath().normalize();
        return new Site(checkout, state, dist, ports, Secrets.of(state));
    }

    /** Base URL of a part that speaks HTTP, without a trailing slash. */
    public String url(String part) {
        return "http://127.0.0.1:" + ports.of(part);
    }
}
