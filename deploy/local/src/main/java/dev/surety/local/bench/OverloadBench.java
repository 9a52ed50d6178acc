package dev.surety.local.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.surety.contract.ContractFile;
import dev.surety.local.bench.ClosedLoop.Sample;
import dev.surety.local.contract.ContractInPlace;
import dev.surety.local.stack.Restart;
import dev.surety.local.state.Site;
import dev.surety.request.Priority;
import dev.surety.request.SuretyHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.Styler.LegendPosition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What happens when more people ask than can be answered: an open loop from the capacity to five times as much, with the contract enforced on each
 * request, and once more without.
 */
@Command(name = "overload", mixinStandardHelpOptions = true,
        description = "Goodput and latency at 1 to 5 times the capacity, with enforcement and without; restarts the services on the answer's path for each.")
final class OverloadBench implements Callable<Integer> {

    private static final String NAME = "overload";
    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final List<String> ON_THE_PATH = List.of("identity-policy", "retrieval", "inference");
    private static final int ASKERS_AT_CAPACITY = 8;
    private static final int WARM_UP = 200;
    private static final int ONE_IN_BULK = 5;
    private static final long SEED = 4;
    private static final int PLOT_WIDTH = 900;
    private static final int PLOT_HEIGHT = 420;

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(names = "--factors", split = ",", defaultValue = "1,1.5,2,3,4,5", description = "Arrivals, in capacities; ${DEFAULT-VALUE} if absent.")
    private List<Double> factors = List.of();

    @Option(names = "--seconds", defaultValue = "20", description = "How long requests arrive at each rate; ${DEFAULT-VALUE} if absent.")
    private int seconds;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the page and its data go; eval/benchmarks if absent.")
    private @Nullable Path folder;

    OverloadBench(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** With the contract enforced, or without. */
    private enum Way {
        ENFORCED("enforced", "true"), NOT_ENFORCED("not enforced", "false");

        private final String label;
        private final String value;

        Way(String label, String value) {
            this.label = label;
            this.value = value;
        }
    }

    /**
     * What one rate of arrivals gave.
     *
     * @param way       whether the contract was enforced
     * @param factor    arrivals, in capacities
     * @param perSecond arrivals
     * @param goodput   replies a second that came with status 200 within the contract's latency target, whoever asked
     * @param admitted  times of the replies with status 200 that people waited for
     * @param bulkDone  share of the bulk requests with status 200
     * @param others    other replies, by status
     */
    record Level(String way, double factor, double perSecond, double goodput, Latencies admitted, double bulkDone, Map<String, Long> others) {

        Level {
            others = new TreeMap<>(others);
        }
    }

    private record Figures(double capacityPerSecond, int seconds, long latencyTargetMs, List<Level> levels, Map<String, Double> ratios) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        var site = Site.from(environment);
        var results = Results.of(site, folder, spec.commandLine().getOut());
        var run = results.begin("deploy/local/bin/surety bench overload --factors %s --seconds %d"
                .formatted(factors.stream().map(factor -> Double.toString(factor)).collect(Collectors.joining(",")), seconds));
        var target = ContractFile.read(site.state().contract()).contract().objectives().latency().target();
        var traffic = new Traffic(site, environment, target);
        var levels = new ArrayList<Level>();
        var capacity = 0.0;
        try {
            for (var way : Way.values()) {
                results.say("overload: " + way.label);
                restart(Map.of("SURETY_SLO_ENFORCE", way.value, "SURETY_CONTRACT", withoutActions(site).toString()));
                traffic.warmUp();
                capacity = capacity == 0 ? traffic.capacity() : capacity;
                for (var factor : factors) {
                    var level = traffic.level(way.label, factor, capacity, Duration.ofSeconds(seconds));
                    results.say("overload: %s, %.1f x: %.1f good a second, p95 %.0f ms, others %s"
                            .formatted(way.label, factor, level.goodput(), level.admitted().p95Ms(), level.others()));
                    levels.add(level);
                }
            }
        } finally {
            restart(Map.of());
        }
        plot(site, levels, target);
        results.keep(report(run, capacity, target, levels));
        return 0;
    }

    private Report report(Report.Run run, double capacity, Duration target, List<Level> levels) {
        var ratios = ratios(levels, target);
        var says = List.of(
                "Capacity: %.1f answers a second, found with %d askers who each wait for the reply. One request in %d says that nobody waits for it (bulk)."
                        .formatted(capacity, ASKERS_AT_CAPACITY, ONE_IN_BULK),
                "The contract is that of the stack without its burn actions: only the guards are compared. Requests arrive at random moments, whether or not earlier ones are answered. Good is a reply with status 200 within the contract's %d ms."
                        .formatted(target.toMillis()),
                "![Goodput](../../docs/overload-goodput.svg)",
                "![Latency](../../docs/overload-latency.svg)");
        return new Report(NAME, run, new Figures(Figure.rounded(capacity), seconds, target.toMillis(), levels, ratios), says, List.of(
                new Table("Arrivals", List.of("way", "x capacity", "arrive a second", "good a second", "p50 admitted", "p95 admitted", "bulk done", "others"),
                        levels.stream().map(OverloadBench::row).toList()),
                new Table("Ratios", List.of("of", "is"), ratios.entrySet().stream().map(entry -> List.of(entry.getKey(), Figure.times(entry.getValue()))).toList())));
    }

    private static List<String> row(Level level) {
        var others = level.others().entrySet().stream().map(entry -> entry.getValue() + " " + entry.getKey()).collect(Collectors.joining(", "));
        return List.of(level.way(), Figure.number(level.factor()), Figure.number(level.perSecond()), Figure.number(level.goodput()),
                Figure.ms(level.admitted().p50Ms()), Figure.ms(level.admitted().p95Ms()), Figure.percent(level.bulkDone()), others.isEmpty() ? "0" : others);
    }

    private static Map<String, Double> ratios(List<Level> levels, Duration target) {
        var ratios = new java.util.LinkedHashMap<String, Double>();
        for (var way : Way.values()) {
            var own = levels.stream().filter(level -> level.way().equals(way.label)).toList();
            var peak = own.stream().mapToDouble(Level::goodput).max().orElse(0);
            var last = own.getLast();
            ratios.put("%s: goodput at %.1f x / peak".formatted(way.label, last.factor()), Figure.rounded(Figure.share(last.goodput(), peak)));
            if (last.admitted().count() > 0) {
                ratios.put("%s: p95 admitted at %.1f x / latency target".formatted(way.label, last.factor()),
                        Figure.rounded(Figure.share(last.admitted().p95Ms(), target.toMillis())));
            }
        }
        return ratios;
    }

    private static void plot(Site site, List<Level> levels, Duration target) throws IOException {
        var docs = site.checkout().root().resolve("docs");
        save(docs.resolve("overload-goodput"), chart("Goodput", "good replies a second", levels, Level::goodput));
        var latency = chart("p95 of admitted requests that people wait for", "ms", levels, level -> level.admitted().p95Ms());
        var factors = levels.stream().mapToDouble(Level::factor).distinct().toArray();
        latency.addSeries("latency target", factors, java.util.Arrays.stream(factors).map(factor -> target.toMillis()).toArray());
        save(docs.resolve("overload-latency"), latency);
    }

    private static XYChart chart(String title, String unit, List<Level> levels, ToDoubleFunction<Level> value) {
        var chart = new XYChartBuilder().width(PLOT_WIDTH).height(PLOT_HEIGHT).title(title).xAxisTitle("arrivals, in capacities").yAxisTitle(unit).build();
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        for (var way : Way.values()) {
            var own = levels.stream().filter(level -> level.way().equals(way.label)).toList();
            chart.addSeries(way.label, own.stream().mapToDouble(Level::factor).toArray(), own.stream().mapToDouble(value).toArray());
        }
        return chart;
    }

    private static void save(Path file, XYChart chart) throws IOException {
        VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
    }

    /** What a burning error budget does would hide what the guards do: here it burns and nothing follows. */
    private Path withoutActions(Site site) throws IOException {
        var contract = YAML.readTree(Files.readString(ContractInPlace.named(site, environment)));
        if (!(contract.path("errorBudget") instanceof ObjectNode errorBudget)) {
            throw new IOException("the contract has no errorBudget");
        }
        errorBudget.putArray("actions");
        var file = site.state().root().resolve("bench").resolve("contract-overload.yaml");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, YAML.writeValueAsString(contract));
    }

    private void restart(Map<String, String> settings) throws IOException {
        var all = new HashMap<>(environment);
        all.putAll(settings);
        Restart.of(String.join(",", ON_THE_PATH), all);
    }

    /** Sends the requests. */
    private static final class Traffic {

        private final Services services;
        private final Askers askers;
        private final Phrasing phrasing;
        private final Duration target;

        Traffic(Site site, Map<String, String> environment, Duration target) throws IOException {
            this.services = new Services(site);
            this.askers = new Askers(site, services);
            this.phrasing = new Phrasing(Question.ofSuite(site.checkout().suites(environment).resolve("kestrel.yaml")).stream()
                    .filter(question -> question.category().equals(Question.SIMPLE))
                    .toList(), 0);
            this.target = target;
        }

        /** A reply and how urgent its request was. */
        private record Told(Priority priority, int status) {}

        void warmUp() throws IOException, InterruptedException {
            ClosedLoop.run(ASKERS_AT_CAPACITY, WARM_UP, number -> ask(Priority.INTERACTIVE));
        }

        double capacity() throws IOException, InterruptedException {
            return ClosedLoop.run(ASKERS_AT_CAPACITY, 2 * WARM_UP, number -> ask(Priority.INTERACTIVE)).perSecond();
        }

        Level level(String way, double factor, double capacity, Duration lasts) throws IOException, InterruptedException {
            var samples = OpenLoop.run(factor * capacity, lasts, SEED, number -> ask(number % ONE_IN_BULK == 0 ? Priority.BULK : Priority.INTERACTIVE));
            var good = samples.stream().filter(sample -> isDone(sample) && sample.took().compareTo(target) <= 0).count();
            return new Level(
                    way,
                    factor,
                    Figure.rounded(factor * capacity),
                    Figure.rounded(good / (double) lasts.toSeconds()),
                    Latencies.of(of(samples, Priority.INTERACTIVE).filter(Traffic::isDone).map(Sample::took).toList()),
                    Figure.share(of(samples, Priority.BULK).filter(Traffic::isDone).count(), of(samples, Priority.BULK).count()),
                    samples.stream().filter(sample -> !isDone(sample))
                            .collect(Collectors.groupingBy(sample -> "status " + sample.reply().status(), Collectors.counting())));
        }

        private Told ask(Priority priority) throws IOException, InterruptedException {
            var phrased = phrasing.next();
            var headers = new HashMap<>(askers.headers(phrased.question().askAs()));
            headers.put(SuretyHeaders.PRIORITY, priority.label());
            headers.put("Cache-Control", "no-cache");
            return new Told(priority, services.post("inference", "/v1/answers", headers, Map.of("question", phrased.text())).status());
        }

        private static Stream<Sample<Told>> of(List<Sample<Told>> samples, Priority priority) {
            return samples.stream().filter(sample -> sample.reply().priority() == priority);
        }

        private static boolean isDone(Sample<Told> sample) {
            return sample.reply().status() == 200;
        }
    }
}
