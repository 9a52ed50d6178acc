package dev.surety.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.local.process.HttpProbe;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What a very small model is good for: the same questions answered without it, with it picking sentences by a grammar, and with it writing freely. All
 * go through inference as it is, verification included; only the contract's order of tiers and the settings of the tiers differ.
 */
@Command(name = "small-tier", mixinStandardHelpOptions = true,
        description = "The small model picking sentences and writing freely, beside no model at all; restarts inference for each, and as it was at the end.")
final class SmallTierBench implements Callable<Integer> {

    private static final String NAME = "small-tier";
    private static final String SMALL = "small";
    private static final String STATEMENTS = "surety_verify_statements_total";
    private static final int DEADLINE_MS = 60_000;
    private static final int WARM_UP = 3;

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(names = "--questions", defaultValue = "30", description = "Simple questions of the suite, from its beginning; ${DEFAULT-VALUE} if absent.")
    private int most;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the page and its data go; eval/benchmarks if absent.")
    private @Nullable Path folder;

    SmallTierBench(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Who writes, and how. */
    private enum Way {
        NO_MODEL("no model", List.of("extractive"), Map.of()),
        /** As long an answer as the model's picks: a longer answer more often holds what it must, whoever chose it. */
        NO_MODEL_LONG("no model, three sentences", List.of("extractive"), Map.of("SURETY_TIERS_EXTRACTIVE_NEARNESS", "0")),
        PICKS("picks sentences", List.of(SMALL, "extractive"), Map.of("SURETY_TIERS_SMALL_STYLE", "pick")),
        WRITES("writes freely", List.of(SMALL, "extractive"), Map.of("SURETY_TIERS_SMALL_STYLE", "free"));

        private final String label;
        private final List<String> tiers;
        private final Map<String, String> settings;

        Way(String label, List<String> tiers, Map<String, String> settings) {
            this.label = label;
            this.tiers = tiers;
            this.settings = settings;
        }

        boolean isModel() {
            return tiers.contains(SMALL);
        }

        /** Who is to write in this way. */
        String tier() {
            return tiers.getFirst();
        }
    }

    /**
     * What one way gave.
     *
     * @param way         who wrote, and how
     * @param tally       of all its answers
     * @param held        answers that the way's tier wrote and that held
     * @param heldSay     of these, answers that hold what they must
     * @param fellBack    answers that another step gave
     * @param whys        why it was not the small model, by the decision in the answer's record
     * @param supported   statements of the way's tier that stand in what they cite
     * @param unsupported statements of the way's tier that verification dropped, also because they cite nothing
     * @param latency     of the whole answer
     */
    record Outcome(
            String way, Tally tally, long held, long heldSay, long fellBack, Map<String, Long> whys, long supported, long unsupported, Latencies latency) {

        Outcome {
            whys = new TreeMap<>(whys);
        }
    }

    private record Figures(int questions, List<Outcome> ways) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        var site = Site.from(environment);
        var results = Results.of(site, folder, spec.commandLine().getOut());
        if (!HttpProbe.answers(site.url("small-model") + "/q/health/ready")) {
            results.say("bench small-tier: skipped, no small model runs here (SURETY_GGUF names its weights)");
            return 0;
        }
        var run = results.begin("deploy/local/bin/surety bench small-tier --questions " + most);
        var questions = Question.ofSuite(site.checkout().suites(environment).resolve("kestrel.yaml")).stream()
                .filter(question -> question.category().equals(Question.SIMPLE))
                .limit(most)
                .toList();
        var variant = new InferenceVariant(site, environment);
        var outcomes = new ArrayList<Outcome>();
        try {
            for (var way : Way.values()) {
                results.say("small-tier: " + way.label);
                variant.start(way.name().toLowerCase(Locale.ROOT).replace('_', '-'), way.tiers, way.settings);
                outcomes.add(new Trial(site, results).of(way, questions));
            }
        } finally {
            variant.restore();
        }
        results.keep(report(run, questions.size(), outcomes));
        return 0;
    }

    private static Report report(Report.Run run, int questions, List<Outcome> outcomes) {
        var says = List.of(
                "%d simple questions of the demo company's suite, one at a time, each with a deadline of a minute. Every draft passes the same verification; what does not hold is answered by the extractive tier."
                        .formatted(questions));
        var quality = outcomes.stream()
                .map(one -> List.of(
                        one.way(),
                        Figure.percent(one.held(), one.tally().questions()),
                        Figure.percent(one.supported(), one.supported() + one.unsupported()),
                        one.held() == 0 ? "–" : Figure.number(Figure.share(one.supported(), one.held())),
                        Figure.percent(one.heldSay(), one.held()),
                        Figure.percent(one.tally().cites(), one.tally().questions()),
                        Figure.percent(one.tally().says(), one.tally().questions())))
                .toList();
        var times = outcomes.stream()
                .map(one -> List.of(one.way(), Figure.ms(one.latency().p50Ms()), Figure.ms(one.latency().p95Ms()),
                        Figure.times(Figure.share(one.latency().p50Ms(), outcomes.getFirst().latency().p50Ms()))))
                .toList();
        var whys = outcomes.stream()
                .flatMap(one -> one.whys().entrySet().stream().map(why -> List.of(one.way() + ": " + why.getKey(), Long.toString(why.getValue()))))
                .toList();
        return new Report(NAME, run, new Figures(questions, outcomes), says, List.of(
                new Table("What holds",
                        List.of("the small model", "wrote what held", "statements that hold", "sentences an answer", "of what held, say what they must",
                                "of all, cite a right document", "of all, say what they must"), quality),
                new Table("Time of an answer", List.of("the small model", "p50", "p95", "p50 / no model"), times),
                new Table("Why another step gave the answer", List.of("decision in the record", "times"), whys)));
    }

    /** Asks all questions of one way. */
    private static final class Trial {

        private final Services services;
        private final Askers askers;
        private final Records records;
        private final Results results;

        Trial(Site site, Results results) {
            this.services = new Services(site);
            this.askers = new Askers(site, services);
            this.records = new Records(services, askers);
            this.results = results;
        }

        Outcome of(Way way, List<Question> questions) throws IOException, InterruptedException {
            for (var question : questions.subList(0, Math.min(WARM_UP, questions.size()))) {
                // Other words, so that the answer is not kept for the measured question.
                ask(question, "Please tell me: " + question.text());
            }
            var before = services.metrics("inference");
            var verdicts = new ArrayList<Verdict>();
            for (var question : questions) {
                verdicts.add(ask(question, question.text()));
                results.say("  %d of %d: %s, %s".formatted(verdicts.size(), questions.size(), verdicts.getLast().tier(), Figure.ms(verdicts.getLast().tookMs())));
            }
            var statements = services.metrics("inference").since(before);
            return outcome(way, verdicts, statements, way.isModel() ? whys(verdicts) : Map.of());
        }

        private Verdict ask(Question question, String text) throws IOException, InterruptedException {
            var started = System.nanoTime();
            var reply = services.post("inference", "/v1/answers", askers.headers(question.askAs()), Map.of("question", text, "deadlineMs", DEADLINE_MS));
            return Verdict.of(question, reply, (System.nanoTime() - started) / 1_000_000.0, List.of());
        }

        /** What the first steps of answers decided that the small model did not give in the end. */
        private Map<String, Long> whys(List<Verdict> verdicts) throws IOException, InterruptedException {
            var whys = new ArrayList<String>();
            for (var verdict : verdicts) {
                if (!verdict.tier().equals(SMALL)) {
                    var record = records.own(verdict.requestId(), verdict.askAs());
                    whys.add(record.map(reply -> why(reply.body())).orElse("no record"));
                }
            }
            return whys.stream().collect(Collectors.groupingBy(why -> why, Collectors.counting()));
        }

        private static Outcome outcome(Way way, List<Verdict> verdicts, Metrics statements, Map<String, Long> whys) {
            var held = verdicts.stream().filter(verdict -> verdict.tier().equals(way.tier())).toList();
            return new Outcome(
                    way.label,
                    Tally.of(verdicts),
                    held.size(),
                    held.stream().filter(Verdict::says).count(),
                    verdicts.size() - held.size(),
                    whys,
                    Math.round(statements.sum(STATEMENTS, Map.of("tier", way.tier(), "result", "supported"))),
                    Math.round(statements.sum(STATEMENTS, Map.of("tier", way.tier(), "result", "unsupported"))),
                    Latencies.of(verdicts.stream().map(verdict -> Duration.ofNanos((long) (verdict.tookMs() * 1_000_000))).toList()));
        }
    }

    /** The decision that sent the question on: of the model, of verification, or of routing where the model was never asked. */
    static String why(JsonNode record) {
        for (var line : record.path("stages")) {
            var stage = line.path("stage").asText();
            var decision = line.path("decision").asText();
            if (stage.equals("generate") && decision.startsWith(SMALL + "-") || stage.equals("verify") && decision.equals("unsupported")) {
                return stage + ": " + decision;
            }
        }
        for (var line : record.path("stages")) {
            if (line.path("stage").asText().equals("route")) {
                return "route: " + line.path("decision").asText();
            }
        }
        return "no route";
    }
}
