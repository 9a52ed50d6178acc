package dev.surety.local.bench;

import dev.surety.local.process.ResidentMemory;
import dev.surety.local.process.RunFile;
import dev.surety.local.state.Ports;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long each part took to start, and what it holds in memory now. */
@Command(name = "footprint", mixinStandardHelpOptions = true,
        description = "Start-up time and resident memory of each part; run it after a load, since an idle process tells little.")
final class FootprintBench implements Callable<Integer> {

    private static final String NAME = "footprint";
    private static final Set<String> SERVICES = Set.of("identity-policy", "retrieval", "ingestion", "inference", "evaluation");
    private static final double MEGABYTE = 1024.0 * 1024.0;

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the page and its data go; eval/benchmarks if absent.")
    private @Nullable Path folder;

    FootprintBench(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * One process, with its children.
     *
     * @param part       name
     * @param startUpSec from start to ready, as it was when it was started last
     * @param residentMb physical memory
     * @param upSec      since it was started
     */
    record Footprint(String part, double startUpSec, double residentMb, long upSec) {}

    private record Figures(List<Footprint> parts, double servicesMb, double serversMb, double allMb) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        var site = Site.from(environment);
        var results = Results.of(site, folder, spec.commandLine().getOut());
        var run = results.begin("deploy/local/bin/surety bench footprint");
        var parts = parts(site);
        if (parts.isEmpty()) {
            throw new IOException("no part runs: is the stack up? (make up)");
        }
        results.keep(report(run, parts));
        return 0;
    }

    private static List<Footprint> parts(Site site) throws IOException {
        var parts = new ArrayList<Footprint>();
        for (var name : Ports.names()) {
            var run = RunFile.read(site.state().run(name));
            if (run.isPresent()) {
                run.get().process().ifPresent(process -> parts.add(new Footprint(
                        name,
                        run.get().startUp().toMillis() / 1_000.0,
                        Figure.rounded(ResidentMemory.of(process) / MEGABYTE),
                        Duration.between(run.get().started(), Instant.now()).toSeconds())));
            }
        }
        return parts;
    }

    private static Report report(Report.Run run, List<Footprint> parts) {
        var services = sum(parts, part -> SERVICES.contains(part.part()));
        var servers = sum(parts, part -> !SERVICES.contains(part.part()));
        var rows = new ArrayList<List<String>>();
        parts.forEach(part -> rows.add(List.of(part.part(), seconds(part.startUpSec()), megabytes(part.residentMb()), minutes(part.upSec()))));
        rows.add(List.of("the five services", "", megabytes(services), ""));
        rows.add(List.of("what they stand on", "", megabytes(servers), ""));
        rows.add(List.of("all", "", megabytes(services + servers), ""));
        var says = List.of("Start-up is from the start of the process to its first good health reply; parts that do not need each other start side by side and share the cores. "
                + "Memory is resident memory of the process and its children; pages that children share count for each.");
        return new Report(NAME, run, new Figures(parts, Figure.rounded(services), Figure.rounded(servers), Figure.rounded(services + servers)), says,
                List.of(new Table("Each part", List.of("part", "start-up", "memory", "up for"), rows)));
    }

    private static double sum(List<Footprint> parts, Predicate<Footprint> which) {
        return parts.stream().filter(which).mapToDouble(Footprint::residentMb).sum();
    }

    private static String megabytes(double megabytes) {
        return String.format(Locale.ROOT, "%.0f MB", megabytes);
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private static String minutes(long seconds) {
        return String.format(Locale.ROOT, "%.1f min", seconds / 60.0);
    }
}
