package dev.surety.local.server;

import dev.surety.local.process.HttpProbe;
import dev.surety.local.process.Launch;
import dev.surety.local.process.Part;
import dev.surety.local.process.Tool;
import dev.surety.local.realm.Realm;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keycloak with the realm {@code surety}, its data in PostgreSQL. */
public final class KeycloakServer implements Part {

    private static final int HEAP_MEGABYTES = 512;

    private final Site site;

    public KeycloakServer(Site site) {
        this.site = site;
    }

    @Override
    public String name() {
        return "keycloak";
    }

    @Override
    public String url() {
        return site.url(name());
    }

    @Override
    public Set<String> needs() {
        return Set.of("postgres");
    }

    @Override
    public List<Integer> ports() {
        return List.of(site.ports().of("keycloak"), site.ports().of("keycloak-management"));
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(180);
    }

    @Override
    public Launch launch() throws IOException {
        var environment = new LinkedHashMap<String, String>();
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", Realm.ADMIN);
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", site.secrets().keycloakAdminPassword());
        environment.put("KC_DB_URL", new PostgresServer(site).databases().jdbcUrl("keycloak"));
        environment.put("KC_DB_USERNAME", "keycloak");
        environment.put("KC_DB_PASSWORD", site.secrets().postgresPassword());
        List<String> command = program(home(),
                "start", "--optimized",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + ports().getFirst(),
                "--http-management-port=" + ports().getLast(),
                // Fixed, so that tokens have the same issuer whichever name a caller reached it by.
                "--hostname=" + url(),
                "--hostname-strict=false");
        return Launch.of(command, environment, site.dist(), List.of());
    }

    @Override
    public void prepare(Tool tool) throws IOException, InterruptedException {
        Archive.unzipOnce(archive(), home(), folder -> tool.run(
                program(folder, "build", "--db=postgres", "--health-enabled=true"), Map.of(), folder));
    }

    @Override
    public boolean ready() {
        return HttpProbe.answers(site.url("keycloak-management") + "/health/ready");
    }

    @Override
    public void settle() throws IOException, InterruptedException {
        new Realm(site).create();
    }

    /** What {@code kc.sh} would run; directly, because that shell would stand between us and the process's end. */
    private static List<String> program(Path home, String... arguments) {
        var words = new ArrayList<>(List.of(
                "-XX:MaxMetaspaceSize=256m",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "-Duser.language=en", "-Duser.country=US",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                "-Dquarkus-log-max-startup-records=10000",
                "-cp", home.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        words.addAll(List.of(arguments));
        return Java.command(HEAP_MEGABYTES, words);
    }

    private Path home() throws IOException {
        return site.dist().resolve(archive().getFileName().toString().replace("-quarkus-dist", "").replace(".zip", ""));
    }

    private Path archive() throws IOException {
        return Archive.find(name(), site.checkout().archives(), "keycloak-quarkus-dist-");
    }
}
