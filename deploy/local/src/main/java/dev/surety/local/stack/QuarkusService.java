package dev.surety.local.stack;

import dev.surety.local.process.HttpProbe;
import dev.surety.local.process.Launch;
import dev.surety.local.process.Part;
import dev.surety.local.process.PartFailure;
import dev.surety.local.process.Tool;
import dev.surety.local.server.Java;
import dev.surety.local.state.Site;
import dev.surety.local.state.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One of our own programs: a Quarkus application, run from the folder its module was packaged to. */
final class QuarkusService implements Part {

    private static final String RUN_JAR = "quarkus-run.jar";

    private final Site site;
    private final String name;
    private final Path app;
    private final Set<String> needs;
    private final int heapMegabytes;
    private final List<String> jvmOptions;
    private final Map<String, String> environment;
    private final List<Path> inputs;

    /**
     * @param app         the module's {@code target/quarkus-app}
     * @param environment what it gets besides its address
     * @param inputs      files outside {@code app} that it reads when it starts
     */
    QuarkusService(Site site, String name, Path app, Set<String> needs, int heapMegabytes, List<String> jvmOptions,
            Map<String, String> environment, List<Path> inputs) {
        this.site = site;
        this.name = name;
        this.app = app;
        this.needs = Set.copyOf(needs);
        this.heapMegabytes = heapMegabytes;
        this.jvmOptions = List.copyOf(jvmOptions);
        this.environment = Map.copyOf(environment);
        this.inputs = List.copyOf(inputs);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String url() {
        return site.url(name);
    }

    @Override
    public Set<String> needs() {
        return needs;
    }

    @Override
    public List<Integer> ports() {
        return List.of(site.ports().of(name));
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(120);
    }

    @Override
    public Launch launch() {
        Path built = app.resolve(RUN_JAR);
        if (!Files.exists(built)) {
            throw new PartFailure(name, built + " is missing: run `make build`");
        }
        var words = new ArrayList<>(jvmOptions);
        words.addAll(List.of("-jar", ownCopy().resolve(RUN_JAR).toString()));
        var all = new LinkedHashMap<>(environment);
        all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        all.put("QUARKUS_HTTP_PORT", Integer.toString(ports().getFirst()));
        var read = new ArrayList<>(inputs);
        read.add(app);
        return Launch.of(Java.command(heapMegabytes, words), all, site.checkout().root(), read);
    }

    /** Runs from a copy: a build or a test run beside the running stack replaces the jars that Java still reads classes from. */
    @Override
    public void prepare(Tool tool) throws IOException {
        Trees.delete(ownCopy());
        Files.createDirectories(ownCopy().getParent());
        Trees.copy(app, ownCopy());
    }

    @Override
    public boolean ready() {
        return HttpProbe.answers(url() + "/q/health/ready");
    }

    private Path ownCopy() {
        return site.state().app(name);
    }
}
