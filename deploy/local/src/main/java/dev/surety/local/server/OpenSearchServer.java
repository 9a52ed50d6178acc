package dev.surety.local.server;

import dev.surety.local.process.HttpProbe;
import dev.surety.local.process.Launch;
import dev.surety.local.process.Part;
import dev.surety.local.process.Tool;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One OpenSearch node with the k-NN plugin and no security plugin: it listens on 127.0.0.1 only. */
public final class OpenSearchServer implements Part {

    private static final int HEAP_MEGABYTES = 1024;

    private final Site site;

    public OpenSearchServer(Site site) {
        this.site = site;
    }

    @Override
    public String name() {
        return "opensearch";
    }

    @Override
    public String url() {
        return site.url(name());
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public List<Integer> ports() {
        return List.of(site.ports().of("opensearch"), site.ports().of("opensearch-transport"));
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(120);
    }

    @Override
    public Launch launch() {
        Path module = site.checkout().serverModule("opensearch");
        Path classes = module.resolve("classes");
        String classPath = Java.classPath(name(), List.of(classes, module.resolve("lib"), module.resolve("knn")));
        List<String> words = List.of(
                "--enable-native-access=ALL-UNNAMED", "--add-modules", "jdk.incubator.vector",
                "-cp", classPath, "dev.surety.local.opensearch.OpenSearchServer",
                folder().toString(), Integer.toString(ports().getFirst()), Integer.toString(ports().getLast()));
        return Launch.of(Java.command(HEAP_MEGABYTES, words), Map.of(), folder(), List.of(classes));
    }

    @Override
    public void prepare(Tool tool) throws IOException {
        Files.createDirectories(folder());
    }

    /** Yellow is as good as one node gets for indices that ask for replicas. */
    @Override
    public boolean ready() {
        return HttpProbe.answers(url() + "/_cluster/health?wait_for_status=yellow&timeout=1s");
    }

    private Path folder() {
        return site.state().data(name());
    }
}
