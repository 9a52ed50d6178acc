package dev.surety.local.bench;

import dev.surety.local.realm.People;
import dev.surety.local.realm.Person;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How long what is taken from somebody stays visible: in searches, in cached answers and in answers that are stored. */
@Command(name = "revocation", mixinStandardHelpOptions = true,
        description = "Lets somebody be answered from a document, takes it away, and measures until nothing shows it any more, many times.")
final class RevocationBench implements Callable<Integer> {

    private static final String NAME = "revocation";
    private static final Duration PROMISED = Duration.ofSeconds(10);
    private static final String ALL = "all ways";

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(names = "--trials", defaultValue = "200", description = "Trials over all kinds; ${DEFAULT-VALUE} if absent.")
    private int trials;

    @Option(names = "--kinds", split = ",", defaultValue = "access,deletion,group", paramLabel = "KIND",
            description = "Ways of taking: access (an event), deletion (an event), group (removal through SCIM); all if absent.")
    private List<String> kinds;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the page and its data go; eval/benchmarks if absent.")
    private @Nullable Path folder;

    RevocationBench(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Times of many trials.
     *
     * @param count trials
     * @param p50Ms half took no longer
     * @param p95Ms 19 in 20 took no longer
     * @param p99Ms 99 in 100 took no longer
     * @param maxMs the longest
     */
    record Spread(int count, double p50Ms, double p95Ms, double p99Ms, double maxMs) {

        private static final double NANOS_PER_MILLI = 1_000_000.0;

        static Spread of(List<Duration> times) {
            var millis = times.stream().mapToDouble(time -> time.toNanos() / NANOS_PER_MILLI).sorted().toArray();
            return millis.length == 0
                    ? new Spread(0, 0, 0, 0, 0)
                    : new Spread(
                            millis.length,
                            Figure.rounded(Latencies.nearestRank(millis, 0.50)),
                            Figure.rounded(Latencies.nearestRank(millis, 0.95)),
                            Figure.rounded(Latencies.nearestRank(millis, 0.99)),
                            Figure.rounded(millis[millis.length - 1]));
        }
    }

    private record Figures(int trials, int notBegun, Map<String, Map<String, Spread>> byKindAndWay, Spread overall, boolean kept) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        var taken = kinds.stream().map(this::kind).toList();
        if (trials < taken.size()) {
            throw new ParameterException(spec.commandLine(), "--trials is at least the number of kinds");
        }
        var site = Site.from(environment);
        var results = Results.of(site, folder, spec.commandLine().getOut());
        var run = results.begin("deploy/local/bin/surety bench revocation --trials %d --kinds %s".formatted(trials, String.join(",", kinds)));
        new People(site).load(List.of(new Person(Taken.PERSON, "Revocation Bench", "loses what was there", "kestrel", List.of(), 0)));
        var lags = new LinkedHashMap<String, Map<String, List<Duration>>>();
        var notBegun = 0;
        try (var trial = new RevocationTrial(site, "run-" + Instant.now().getEpochSecond())) {
            for (var number = 0; number < trials; number++) {
                var kind = taken.get(number % taken.size());
                var seen = trial.run(kind);
                if (seen.isEmpty()) {
                    notBegun++;
                    continue;
                }
                var byWay = lags.computeIfAbsent(kind.label(), any -> new LinkedHashMap<>());
                seen.get().forEach((way, lag) -> byWay.computeIfAbsent(way.label(), any -> new ArrayList<>()).add(lag));
                byWay.computeIfAbsent(ALL, any -> new ArrayList<>()).add(longest(seen.get()));
                if ((number + 1) % 10 == 0) {
                    results.say("revocation: %d of %d, the last one %s in %d ms"
                            .formatted(number + 1, trials, kind.label(), longest(seen.get()).toMillis()));
                }
            }
        }
        var figures = figures(lags, notBegun);
        results.keep(report(run, figures));
        return figures.kept() ? 0 : 1;
    }

    private Taken kind(String label) {
        return Taken.of(label).orElseThrow(() -> new ParameterException(spec.commandLine(), "--kinds holds access, deletion and group"));
    }

    private static Duration longest(Map<RevocationTrial.Way, Duration> byWay) {
        return byWay.values().stream().max(Duration::compareTo).orElseThrow();
    }

    private Figures figures(Map<String, Map<String, List<Duration>>> lags, int notBegun) {
        var spreads = new LinkedHashMap<String, Map<String, Spread>>();
        lags.forEach((kind, byWay) -> {
            var ofKind = new LinkedHashMap<String, Spread>();
            byWay.forEach((way, times) -> ofKind.put(way, Spread.of(times)));
            spreads.put(kind, ofKind);
        });
        var overall = Spread.of(lags.values().stream().flatMap(byWay -> byWay.get(ALL).stream()).toList());
        // A trial that never began measured nothing, so it can't be held for a good one.
        var kept = notBegun == 0 && overall.count() == trials && overall.p99Ms() <= PROMISED.toMillis();
        return new Figures(trials, notBegun, spreads, overall, kept);
    }

    private static Report report(Report.Run run, Figures figures) {
        var says = List.of(
                "Each trial: a document is published, found, answered from, answered from again out of the cache, and the answer's record opened. Then it is "
                        + "taken away, and each way is looked at again and again, by threads of its own, until it shows nothing: a search with a grant that was got "
                        + "before, the same question with the same token, the record of the cached answer.",
                "%d trials, %d of which never got so far that something could be taken away. 99%% of the others were over after %s on every way; the contract promises %d ms: %s."
                        .formatted(figures.trials(), figures.notBegun(), Figure.ms(figures.overall().p99Ms()), PROMISED.toMillis(),
                                figures.kept() ? "kept" : "not kept"));
        var rows = new ArrayList<List<String>>();
        figures.byKindAndWay().forEach((kind, byWay) -> byWay.forEach((way, spread) -> rows.add(row(kind + ", " + way, spread))));
        rows.add(row("all kinds, " + ALL, figures.overall()));
        return new Report(NAME, run, figures, says, List.of(
                new Table("From the change to nothing being shown", List.of("taken by, seen by", "trials", "p50", "p95", "p99", "longest"), rows)));
    }

    private static List<String> row(String what, Spread spread) {
        return List.of(what, Integer.toString(spread.count()), Figure.ms(spread.p50Ms()), Figure.ms(spread.p95Ms()), Figure.ms(spread.p99Ms()),
                Figure.ms(spread.maxMs()));
    }
}
