package dev.surety.local.testing;

import dev.surety.local.process.PartStarter;
import dev.surety.local.process.PartStopper;
import dev.surety.local.realm.People;
import dev.surety.local.realm.Realm;
import dev.surety.local.server.KeycloakServer;
import dev.surety.local.server.PostgresServer;
import dev.surety.local.state.Checkout;
import dev.surety.local.state.Ports;
import dev.surety.local.state.Secrets;
import dev.surety.local.state.Site;
import dev.surety.local.state.StateFolder;
import dev.surety.local.state.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.CRC32;

/**
 * A PostgreSQL cluster with the realm and the demo people in it. Made once for the tests of all modules and copied by each JVM: on an empty
 * database Keycloak needs more than twice as long to start.
 */
final class Seed {

    private final Checkout checkout;
    private final Path dist;

    Seed(Checkout checkout, Path dist) {
        this.checkout = checkout;
        this.dist = dist;
    }

    /** Gives the state the secrets that all tests share, for the seed's passwords are among them. */
    void shareSecrets(StateFolder state) throws IOException {
        Files.createDirectories(dist);
        try (var channel = lockFile(dist.resolve("test-secrets.lock")); var _ = channel.lock()) {
            var shared = new StateFolder(dist.resolve("test-secrets"));
            Secrets.of(shared);
            Files.copy(shared.secrets(), state.secrets(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes the seed unless it is there. */
    void make(Site site) throws IOException, InterruptedException {
        Path seed = folder(site);
        try (var channel = lockFile(dist.resolve(seed.getFileName() + ".lock")); var _ = channel.lock()) {
            if (Files.isDirectory(seed)) {
                return;
            }
            var state = new StateFolder(dist.resolve(seed.getFileName() + ".half"));
            stop(state);
            Trees.delete(state.root());
            state.create();
            Files.copy(site.state().secrets(), state.secrets());
            var nursery = new Site(checkout, state, dist, Ports.free(), Secrets.of(state));
            try {
                var starter = new PartStarter(state);
                starter.start(new PostgresServer(nursery));
                starter.start(new KeycloakServer(nursery));
                new People(nursery).load(users());
            } finally {
                stop(state);
            }
            Files.move(state.data("postgres").resolve("cluster"), seed, StandardCopyOption.ATOMIC_MOVE);
            Trees.delete(state.root());
        }
    }

    /** Copies the seed to where PostgreSQL will start, unless something is there or there is no seed. */
    void plant(Site site) throws IOException {
        Path seed = folder(site);
        Path cluster = site.state().data("postgres").resolve("cluster");
        if (Files.isDirectory(seed) && !Files.exists(cluster)) {
            Files.createDirectories(cluster.getParent());
            Trees.copy(seed, cluster);
            // PostgreSQL trusts no folder that others may read.
            Files.setPosixFilePermissions(cluster, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private Path users() {
        return checkout.demoCompany().resolve("users.yaml");
    }

    /** Named after all that is in it, so that a change makes another. */
    private Path folder(Site site) throws IOException {
        var content = new CRC32();
        content.update(Files.readAllBytes(users()));
        content.update(Files.readAllBytes(site.state().secrets()));
        for (String resource : new String[] {"realm.json", "user-profile.json"}) {
            try (InputStream stream = Realm.class.getResourceAsStream(resource)) {
                content.update(stream.readAllBytes());
            }
        }
        try (var archives = Files.list(checkout.archives())) {
            archives.map(file -> file.getFileName().toString()).sorted().forEach(name -> content.update(name.getBytes()));
        }
        return dist.resolve("seed-" + Long.toHexString(content.getValue()));
    }

    private static void stop(StateFolder state) throws IOException {
        var stopper = new PartStopper(state);
        stopper.stop("keycloak");
        stopper.stop("postgres");
    }

    private static FileChannel lockFile(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
