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
 * Reservations of budgets. It needs no stack, but inference's own classes, which this module does not know: it is run where they are tested, on a PostgreSQL
 * of its own.
 */
@Command(name = "budget", mixinStandardHelpOptions = true,
        description = "Reservations a second from two replicas, from leases and by a round trip each, and whether a budget holds while replicas are killed.")
final class BudgetBench implements Callable<Integer> {

    private final Map<String, String> environment;

    @Option(names = "--seconds", defaultValue = "10", description = "That each way is measured; ${DEFAULT-VALUE} if absent.")
    private int seconds;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the page and its data go; eval/benchmarks if absent.")
    private @Nullable Path folder;

    BudgetBench(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var root = Site.from(environment).checkout().root();
        var command = new ArrayList<>(List.of(
                root.resolve("deploy/local/bin/maven").toString(),
                "-B", "-q", "-ntp", "-pl", "services/inference", "-am", "test",
                "-Dtest=BudgetBench", "-Dsurefire.failIfNoSpecifiedTests=false", "-Dsurety.bench.seconds=" + seconds));
        if (folder != null) {
            command.add("-Dsurety.bench.out=" + folder.toAbsolutePath());
        }
        return new ProcessBuilder(command).directory(root.toFile()).inheritIO().start().waitFor();
    }
}
