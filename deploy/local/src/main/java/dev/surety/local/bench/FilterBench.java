package dev.surety.local.bench;

import dev.surety.local.state.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What the permission filter costs. It needs no stack, but retrieval's own classes, which this module does not know: it is run where they are tested, on an
 * OpenSearch of its own.
 */
@Command(name = "filter", mixinStandardHelpOptions = true,
        description = "Searches by words, by vector and by both, with the filters of callers of few and of many tags and with none, side by side.")
final class FilterBench implements Callable<Integer> {

    private final Map<String, String> environment;

    @Option(names = "--rounds", defaultValue = "300", description = "Questions asked in every way; ${DEFAULT-VALUE} if absent.")
    private int rounds;

    @Option(names = "--chunks", defaultValue = "20000", description = "In the index; ${DEFAULT-VALUE} if absent.")
    private int chunks;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the page and its data go; eval/benchmarks if absent.")
    private @Nullable Path folder;

    FilterBench(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var root = Site.from(environment).checkout().root();
        var command = new ArrayList<>(List.of(
                root.resolve("deploy/local/bin/maven").toString(),
                "-B", "-q", "-ntp", "-pl", "services/retrieval", "-am", "test",
                "-Dtest=FilterBench", "-Dsurefire.failIfNoSpecifiedTests=false",
                "-Dsurety.bench.rounds=" + rounds, "-Dsurety.bench.chunks=" + chunks));
        if (folder != null) {
            command.add("-Dsurety.bench.out=" + folder.toAbsolutePath());
        }
        return new ProcessBuilder(command).directory(root.toFile()).inheritIO().start().waitFor();
    }
}
