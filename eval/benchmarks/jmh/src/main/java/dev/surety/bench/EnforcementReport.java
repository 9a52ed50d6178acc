package dev.surety.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link EnforcementBenchmark} on one thread and on two, and writes the page and its data. */
public final class EnforcementReport {

    private static final Path PAGES = Path.of("eval", "benchmarks");
    private static final String BYTES = "gc.alloc.rate.norm";
    private static final String BASELINE = "bare";
    private static final double TARGET_MICROS = 20;

    private EnforcementReport() {}

    /** One way of calling, measured. */
    private record Measured(String way, int threads, double micros, double errorMicros, double bytes) {}

    public static void main(String[] arguments) throws RunnerException, IOException {
        // Decimal points, wherever it runs.
        Locale.setDefault(Locale.ROOT);
        var head = RunHead.of("make bench-enforcement");
        var measured = new ArrayList<Measured>();
        for (var threads : List.of(1, 2)) {
            var options = new OptionsBuilder()
                    .include(EnforcementBenchmark.class.getName() + ".*")
                    .threads(threads)
                    .addProfiler(GCProfiler.class)
                    .shouldFailOnError(true)
                    .build();
            new Runner(options).run().forEach(run -> measured.add(measured(run, threads)));
        }
        Files.writeString(PAGES.resolve("enforcement.md"), page(head, measured));
        Files.writeString(
                PAGES.resolve("enforcement.json"),
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(Map.of("run", head, "measured", measured)) + "\n");
    }

    private static Measured measured(RunResult run, int threads) {
        var time = run.getPrimaryResult();
        var way = run.getParams().getBenchmark().replaceFirst(".*\\.", "");
        return new Measured(
                way, threads, time.getScore(), time.getScoreError(), run.getSecondaryResults().get(BYTES).getScore());
    }

    private static String page(Map<String, String> head, List<Measured> all) {
        var page = new StringBuilder("# enforcement\n\n");
        page.append("Measured %s at commit %s with `%s`\non %s, load %s at the start.\n\n".formatted(
                head.get("at"), head.get("commit"), head.get("command"), head.get("machine"), head.get("loadAtStart")));
        page.append("""
                What a guard (`dev.surety.slo.SliceGuard`) adds to a call whose work is done at once, as a service has it: the demo company's contract, Prometheus
                meters with a histogram, windows, a timer. `bare` is the same work without a guard, in the same run. JMH, 2 forks, 3 s warm-up and 5 s measured
                each; ± is the 99.9 % confidence interval.

                | call | threads | time | added | allocated | added |
                | --- | ---: | ---: | ---: | ---: | ---: |
                """);
        for (var one : all) {
            var bare = baseline(all, one.threads());
            page.append("| %s | %d | %.3f ± %.3f µs | %.3f µs | %.0f B | %.0f B |\n".formatted(
                    one.way(), one.threads(), one.micros(), one.errorMicros(), one.micros() - bare.micros(), one.bytes(), one.bytes() - bare.bytes()));
        }
        var dearest = all.stream().mapToDouble(one -> one.micros() - baseline(all, one.threads()).micros()).max().orElseThrow();
        page.append("\n## Ratios\n\n");
        page.append("The dearest call adds %.1f µs: %.0f %% of the target of %.0f µs.\n".formatted(dearest, 100 * dearest / TARGET_MICROS, TARGET_MICROS));
        page.append("Bytes a call are the same for one thread and for two within %.0f B: what is allocated belongs to the call, and goes with it.\n"
                .formatted(spread(all)));
        return page.toString();
    }

    private static Measured baseline(List<Measured> all, int threads) {
        return all.stream().filter(one -> one.threads() == threads && one.way().equals(BASELINE)).findFirst().orElseThrow();
    }

    /** The largest difference of bytes a call between one thread and two. */
    private static double spread(List<Measured> all) {
        return all.stream()
                .filter(one -> one.threads() == 1)
                .mapToDouble(one -> all.stream()
                        .filter(other -> other.threads() == 2 && other.way().equals(one.way()))
                        .mapToDouble(other -> Math.abs(other.bytes() - one.bytes()))
                        .max()
                        .orElseThrow())
                .max()
                .orElseThrow();
    }
}
