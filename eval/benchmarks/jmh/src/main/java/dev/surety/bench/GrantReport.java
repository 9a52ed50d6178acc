package dev.surety.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.surety.grant.GrantCodec;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link GrantBenchmark}, and writes the page and its data. */
public final class GrantReport {

    private static final Path PAGES = Path.of("eval", "benchmarks");
    private static final List<Integer> TAGS = List.of(10, 500, 5_000);

    private GrantReport() {}

    /** One way, measured. */
    private record Measured(String way, int tags, double p50Micros, double p99Micros, double meanMicros, long samples) {}

    /**
     * How large a grant is, in characters, which are bytes of its header.
     *
     * @param listed   with its tags
     * @param digest   with the digest of them
     * @param cacheKey of answers, hexadecimal digits
     */
    private record Size(int tags, int listed, int digest, int cacheKey) {}

    public static void main(String[] arguments) throws RunnerException, IOException {
        // Decimal points, wherever it runs.
        Locale.setDefault(Locale.ROOT);
        var head = RunHead.of("make bench-grants");
        var options = new OptionsBuilder().include(GrantBenchmark.class.getName() + ".*").shouldFailOnError(true).build();
        var measured = new Runner(options).run().stream().map(GrantReport::measured).toList();
        head.put("loadAtEnd", "%.2f".formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        var sizes = TAGS.stream().map(GrantReport::size).toList();
        Files.writeString(PAGES.resolve("grants.md"), page(head, measured, sizes));
        Files.writeString(
                PAGES.resolve("grants.json"),
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(Map.of("run", head, "measured", measured, "sizes", sizes)) + "\n");
    }

    private static Size size(int tags) {
        var key = GrantBenchmark.newKey();
        var grant = GrantBenchmark.grant(GrantBenchmark.tags(tags));
        var issuedAt = grant.expiresAt().minusSeconds(60);
        return new Size(
                tags, GrantCodec.sign(grant, key, issuedAt).length(), GrantCodec.signAbridged(grant, key, issuedAt).length(), grant.entitlements().length());
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

    private static String page(Map<String, String> head, List<Measured> all, List<Size> sizes) {
        var page = new StringBuilder("# grants\n\n");
        page.append("Measured %s at commit %s with `%s`\non %s, load %s at the start and %s at the end.\n\n".formatted(
                head.get("at"), head.get("commit"), head.get("command"), head.get("machine"), head.get("loadAtStart"), head.get("loadAtEnd")));
        page.append("""
                What signing and verifying a grant (`dev.surety.grant.GrantCodec`) takes once it is warm, each call timed by itself: with its tags in it, and with
                their digest, which is what identity-policy signs from 101 tags on. `bareSign` and `bareVerify` are ES256 of 200 bytes with the JDK alone, in the
                same run. Signing starts from a plain set of tags; `verifyDigest` ends with the tags that the service keeps, and fetches none. `cacheKey` is what
                answers are cached under. JMH, a fork, 4 s warm-up and 4 s measured each. A thread that has to wait for a core shows in the tails.

                | way | tags | p50 | p99 | mean | calls |
                | --- | ---: | ---: | ---: | ---: | ---: |
                """);
        all.forEach(one -> page.append("| %s | %d | %.1f µs | %.1f µs | %.1f µs | %d |\n".formatted(
                one.way(), one.tags(), one.p50Micros(), one.p99Micros(), one.meanMicros(), one.samples())));
        page.append("\n## Ratios of medians\n\n| tags | signListed : bareSign | signDigest : bareSign | verifyListed : bareVerify | verifyDigest : bareVerify |\n");
        page.append("| ---: | ---: | ---: | ---: | ---: |\n");
        TAGS.forEach(tags -> page.append("| %d | %.2f × | %.2f × | %.2f × | %.2f × |\n".formatted(
                Stream.concat(
                                Stream.of((Object) tags),
                                Stream.of("signListed", "signDigest", "verifyListed", "verifyDigest").map(way -> ratio(all, way, tags)))
                        .toArray())));
        page.append("""

                ## Sizes

                Of the header `Surety-Grant` in bytes, for tags of 37 characters, and of the key that answers are cached under. A listed grant of more than
                12,288 bytes never leaves identity-policy. What the tags are in the engine's filter stands in [filter](filter.md).

                | tags | listed | with the digest | cache key |
                | ---: | ---: | ---: | ---: |
                """);
        sizes.forEach(size -> page.append("| %d | %d | %d | %d |\n".formatted(size.tags(), size.listed(), size.digest(), size.cacheKey())));
        return page.toString();
    }

    private static double ratio(List<Measured> all, String way, int tags) {
        return median(all, way, tags) / median(all, way.startsWith("sign") ? "bareSign" : "bareVerify", tags);
    }

    private static double median(List<Measured> all, String way, int tags) {
        return all.stream().filter(one -> one.way().equals(way) && one.tags() == tags).findFirst().orElseThrow().p50Micros();
    }
}
