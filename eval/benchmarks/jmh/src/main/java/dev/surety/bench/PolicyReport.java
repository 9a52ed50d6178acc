package dev.surety.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link PolicyBenchmark}, and writes the page and its data. */
public final class PolicyReport {

    private static final Path PAGES = Path.of("eval", "benchmarks");
    private static final double RULE_TARGET_MICROS = 50;
    private static final double DECISION_TARGET_MICROS = 1_000;

    private PolicyReport() {}

    /** One way of deciding, measured. */
    private record Measured(String way, int tags, double p50Micros, double p99Micros, double meanMicros, long samples) {}

    public static void main(String[] arguments) throws RunnerException, IOException {
        // Decimal points, wherever it runs.
        Locale.setDefault(Locale.ROOT);
        var head = RunHead.of("make bench-policy");
        var options = new OptionsBuilder().include(PolicyBenchmark.class.getName() + ".*").shouldFailOnError(true).build();
        var measured = new Runner(options).run().stream().map(PolicyReport::measured).toList();
        Files.writeString(PAGES.resolve("policy.md"), page(head, measured));
        Files.writeString(
                PAGES.resolve("policy.json"),
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(Map.of("run", head, "measured", measured)) + "\n");
    }

    private static Measured measured(RunResult run) {
        var times = run.getPrimaryResult().getStatistics();
        return new Measured(
                run.getParams().getBenchmark().replaceFirst(".*\\.", ""),
                Integer.parseInt(run.getParams().getParam("tags")),
                times.getPercentile(50),
                times.getPercentile(99),
                times.getMean(),
                times.getN());
    }

    private static String page(Map<String, String> head, List<Measured> all) {
        var page = new StringBuilder("# policy\n\n");
        page.append("Measured %s at commit %s with `%s`\non %s, load %s at the start.\n\n".formatted(
                head.get("at"), head.get("commit"), head.get("command"), head.get("machine"), head.get("loadAtStart")));
        page.append("""
                What a decision (`dev.surety.policy.Policy`) takes once it is warm, each call timed by itself. `byHand` is the condition of `oneRule` as Java, in the
                same run; timing a call takes some 30 ns by itself. `oneLoop` looks at every tag. `demoAsk` and `demoUseTier` are the demo company's rules. Of
                `hundredRules` all are asked. JMH, a fork, 4 s warm-up and 4 s measured each. A thread that has to wait for a core shows in the tails.

                | decision | tags | p50 | p99 | mean | calls |
                | --- | ---: | ---: | ---: | ---: | ---: |
                """);
        all.forEach(one -> page.append("| %s | %d | %.2f µs | %.2f µs | %.2f µs | %d |\n".formatted(
                one.way(), one.tags(), one.p50Micros(), one.p99Micros(), one.meanMicros(), one.samples())));
        page.append("\n## Ratios\n\n");
        all.stream().filter(one -> one.way().equals("oneRule")).forEach(one -> page.append(
                "One rule, %d tags: %.0f %% of the target of %.0f µs at the median, %.0f %% at the 99th percentile.\n".formatted(
                        one.tags(), 100 * one.p50Micros() / RULE_TARGET_MICROS, RULE_TARGET_MICROS, 100 * one.p99Micros() / RULE_TARGET_MICROS)));
        var dearest = all.stream().filter(one -> !one.way().equals("oneLoop")).mapToDouble(Measured::p99Micros).max().orElseThrow();
        page.append("The dearest decision without a loop takes %.0f µs at the 99th percentile: %.0f %% of the target of %.0f µs.\n".formatted(
                dearest, 100 * dearest / DECISION_TARGET_MICROS, DECISION_TARGET_MICROS));
        page.append("A loop over 5,000 tags takes %.0f times as long as looking one up.\n".formatted(
                median(all, "oneLoop", 5_000) / median(all, "oneRule", 5_000)));
        return page.toString();
    }

    private static double median(List<Measured> all, String way, int tags) {
        return all.stream().filter(one -> one.way().equals(way) && one.tags() == tags).findFirst().orElseThrow().p50Micros();
    }
}
