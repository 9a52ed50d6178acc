package dev.surety.local.bench;

import dev.surety.local.bench.ClosedLoop.Run;
import dev.surety.local.bench.ClosedLoop.Sample;
import dev.surety.local.bench.Services.Reply;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long an answer takes from end to end, beside a bare search for the same questions and beside an answer from the cache. */
@Command(name = "answers", mixinStandardHelpOptions = true,
        description = "Time of an extractive answer, one at a time and several at once, with each stage's share; a bare search and a cache hit beside it.")
final class AnswersBench implements Callable<Integer> {

    private static final String NAME = "answers";
    private static final List<String> STAGES = List.of("admit", "authorize", "recall", "retrieve", "route", "generate", "verify", "settle");
    /** As inference asks for. */
    private static final int PASSAGES = 10;

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(names = "--requests", defaultValue = "300", description = "Requests of each kind at each concurrency; ${DEFAULT-VALUE} if absent.")
    private int requests;

    @Option(names = "--warm-up", defaultValue = "150", description = "Requests before anything is measured; ${DEFAULT-VALUE} if absent.")
    private int warmUp;

    @Option(names = "--concurrency", split = ",", defaultValue = "1,8", description = "Askers at once; ${DEFAULT-VALUE} if absent.")
    private List<Integer> concurrency = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "Where the page and its data go; eval/benchmarks if absent.")
    private @Nullable Path folder;

    AnswersBench(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * One kind of request at one concurrency.
     *
     * @param what       {@code search}, {@code answer} or {@code cache hit}
     * @param askers     at once
     * @param counted    latencies of the replies that were what is measured
     * @param notCounted other replies, by what they were
     * @param perSecond  replies of any kind
     */
    record Phase(String what, int askers, Latencies counted, Map<String, Long> notCounted, double perSecond) {

        Phase {
            notCounted = new TreeMap<>(notCounted);
        }
    }

    /** A stage's mean time, and its share of all the time that the askers waited. */
    record StageTime(double meanMs, double share) {}

    /** What one concurrency gave. */
    private record Level(Phase search, Phase answer, Phase cacheHit, Map<String, StageTime> stages) {}

    private record Figures(int questions, int requests, int warmUp, List<Phase> phases, Map<Integer, Map<String, StageTime>> stages, Map<String, Double> ratios) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        var site = Site.from(environment);
        var results = Results.of(site, folder, spec.commandLine().getOut());
        var run = results.begin("deploy/local/bin/surety bench answers --requests %d --warm-up %d --concurrency %s"
                .formatted(requests, warmUp, concurrency.stream().map(String::valueOf).collect(Collectors.joining(","))));
        var questions = Question.ofSuite(site.checkout().suites(environment).resolve("kestrel.yaml")).stream()
                .filter(question -> question.category().equals(Question.SIMPLE))
                .toList();
        var asking = new Asking(site, questions);
        results.say("answers: %d questions in %d phrasings; warm-up".formatted(questions.size(), asking.phrasing.distinct()));
        asking.warmUp(warmUp, concurrency.stream().mapToInt(Integer::intValue).max().orElse(1));
        var levels = new LinkedHashMap<Integer, Level>();
        for (var askers : concurrency) {
            results.say("answers: %d at a time".formatted(askers));
            levels.put(askers, asking.level(askers, requests));
        }
        results.keep(report(run, questions.size(), levels));
        return 0;
    }

    private Report report(Report.Run run, int questions, Map<Integer, Level> levels) {
        var phases = levels.values().stream().flatMap(level -> List.of(level.search(), level.answer(), level.cacheHit()).stream()).toList();
        var stages = new LinkedHashMap<Integer, Map<String, StageTime>>();
        levels.forEach((askers, level) -> stages.put(askers, level.stages()));
        var ratios = ratios(levels);
        var says = List.of("%d simple questions of the demo company's suite, each asked by its person. Every asker sends the next request when it has the last reply."
                .formatted(questions));
        return new Report(NAME, run, new Figures(questions, requests, warmUp, phases, stages, ratios), says,
                List.of(latencies(phases), ratioTable(ratios), stageTable(stages)));
    }

    private static Map<String, Double> ratios(Map<Integer, Level> levels) {
        var ratios = new LinkedHashMap<String, Double>();
        levels.forEach((askers, level) -> {
            ratios.put("answer / search, p50, %d at a time".formatted(askers), ratio(level.answer().counted().p50Ms(), level.search().counted().p50Ms()));
            ratios.put("cache hit / answer, p50, %d at a time".formatted(askers), ratio(level.cacheHit().counted().p50Ms(), level.answer().counted().p50Ms()));
        });
        var all = List.copyOf(levels.entrySet());
        if (all.size() > 1) {
            var few = all.getFirst();
            var many = all.getLast();
            var from = "%d at a time / %d".formatted(many.getKey(), few.getKey());
            ratios.put("answer p50, " + from, ratio(many.getValue().answer().counted().p50Ms(), few.getValue().answer().counted().p50Ms()));
            ratios.put("answer p95, " + from, ratio(many.getValue().answer().counted().p95Ms(), few.getValue().answer().counted().p95Ms()));
            ratios.put("answers a second, " + from, ratio(many.getValue().answer().perSecond(), few.getValue().answer().perSecond()));
        }
        return ratios;
    }

    private static double ratio(double one, double other) {
        return Figure.rounded(Figure.share(one, other));
    }

    private static Table latencies(List<Phase> phases) {
        return new Table("Times", List.of("what", "at a time", "counted", "p50", "p95", "max", "a second", "not counted"), phases.stream()
                .map(phase -> List.of(phase.what(), Integer.toString(phase.askers()), Integer.toString(phase.counted().count()),
                        Figure.ms(phase.counted().p50Ms()), Figure.ms(phase.counted().p95Ms()), Figure.ms(phase.counted().maxMs()),
                        Figure.number(phase.perSecond()), others(phase.notCounted())))
                .toList());
    }

    private static String others(Map<String, Long> notCounted) {
        return notCounted.isEmpty() ? "0" : notCounted.entrySet().stream().map(entry -> entry.getValue() + " " + entry.getKey()).collect(Collectors.joining(", "));
    }

    private static Table ratioTable(Map<String, Double> ratios) {
        return new Table("Ratios", List.of("of", "is"), ratios.entrySet().stream().map(entry -> List.of(entry.getKey(), Figure.times(entry.getValue()))).toList());
    }

    private static Table stageTable(Map<Integer, Map<String, StageTime>> stages) {
        var head = new ArrayList<>(List.of("stage"));
        stages.keySet().forEach(askers -> head.addAll(List.of("mean, %d at a time".formatted(askers), "share of the wait")));
        var names = stages.values().stream().flatMap(times -> times.keySet().stream()).distinct().toList();
        return new Table("Where the time of an answer goes", head, names.stream().map(name -> {
            var row = new ArrayList<>(List.of(name));
            stages.values().forEach(times -> {
                var time = times.getOrDefault(name, new StageTime(0, 0));
                row.addAll(List.of(Figure.ms(time.meanMs()), Figure.percent(time.share())));
            });
            return List.<String>copyOf(row);
        }).toList());
    }

    /**
     * Each stage's part of the time that the askers waited; what no stage accounts for is HTTP, JSON and the way there and back.
     *
     * @param inference what inference counted during the phase
     * @param waited    sum over all requests of the phase
     * @param replies   all of them
     */
    static Map<String, StageTime> stageTimes(Metrics inference, Duration waited, int replies) {
        var times = new LinkedHashMap<String, StageTime>();
        var waitedSeconds = waited.toNanos() / 1_000_000_000.0;
        var left = waitedSeconds;
        for (var stage : inference.by("surety_answer_stage_seconds_sum", "stage", STAGES).entrySet()) {
            times.put(stage.getKey(), stageTime(stage.getValue(), waitedSeconds, replies));
            left -= stage.getValue();
        }
        times.put("around the stages", stageTime(left, waitedSeconds, replies));
        return times;
    }

    private static StageTime stageTime(double seconds, double waitedSeconds, int replies) {
        return new StageTime(Figure.rounded(1_000 * Figure.share(seconds, replies)), Figure.rounded(Figure.share(seconds, waitedSeconds)));
    }

    /** Sends the requests. */
    private static final class Asking {

        private final Services services;
        private final Askers askers;
        private final List<Question> questions;
        private final Phrasing phrasing;

        Asking(Site site, List<Question> questions) {
            this.services = new Services(site);
            this.askers = new Askers(site, services);
            this.questions = questions;
            // Another place in every run: an answer is kept for some minutes.
            this.phrasing = new Phrasing(questions, (int) (Instant.now().getEpochSecond() % Integer.MAX_VALUE));
        }

        void warmUp(int requests, int atOnce) throws IOException, InterruptedException {
            ClosedLoop.run(atOnce, requests, number -> ask(phrasing.next()));
            ClosedLoop.run(atOnce, requests, number -> search(phrasing.next()));
        }

        Level level(int atOnce, int requests) throws IOException, InterruptedException {
            var searches = ClosedLoop.run(atOnce, requests, number -> search(phrasing.next()));
            var before = services.metrics("inference");
            var answers = ClosedLoop.run(atOnce, requests, number -> ask(phrasing.next()));
            var stages = stageTimes(services.metrics("inference").since(before), waited(answers), answers.samples().size());
            // In the same words for the second time, so that they are kept; and a third time, which is measured.
            ClosedLoop.run(atOnce, questions.size(), number -> ask(questions.get(number), questions.get(number).text()));
            var hits = ClosedLoop.run(atOnce, requests, number -> {
                var question = questions.get(number % questions.size());
                return ask(question, question.text());
            });
            return new Level(
                    phase("search", atOnce, searches, reply -> reply.status() == 200, reply -> "status " + reply.status()),
                    phase("answer", atOnce, answers, reply -> isFresh(reply) && isExtractive(reply), Asking::kind),
                    phase("cache hit", atOnce, hits, reply -> reply.body().path("cache").asText().equals("exact"), Asking::kind),
                    stages);
        }

        private Reply ask(Phrasing.Phrased phrased) throws IOException, InterruptedException {
            return ask(phrased.question(), phrased.text());
        }

        private Reply ask(Question question, String text) throws IOException, InterruptedException {
            return services.post("inference", "/v1/answers", askers.headers(question.askAs()), Map.of("question", text));
        }

        private Reply search(Phrasing.Phrased phrased) throws IOException, InterruptedException {
            return services.post("retrieval", "/v1/searches", askers.grantHeaders(phrased.question().askAs()), Map.of("query", phrased.text(), "k", PASSAGES));
        }

        private static boolean isFresh(Reply reply) {
            return reply.status() == 200 && reply.body().path("cache").asText().equals("none");
        }

        private static boolean isExtractive(Reply reply) {
            return reply.body().path("tier").asText().equals("extractive");
        }

        private static String kind(Reply reply) {
            if (reply.status() != 200) {
                return "status " + reply.status();
            }
            return isFresh(reply) ? reply.body().path("outcome").asText() + " by " + reply.body().path("tier").asText() : "from the cache";
        }

        private static Duration waited(Run<Reply> run) {
            return run.samples().stream().map(Sample::took).reduce(Duration.ZERO, Duration::plus);
        }

        private static Phase phase(String what, int atOnce, Run<Reply> run, Predicate<Reply> counts, Function<Reply, String> kind) {
            return new Phase(
                    what,
                    atOnce,
                    Latencies.of(run.samples().stream().filter(sample -> counts.test(sample.reply())).map(Sample::took).toList()),
                    run.samples().stream().map(Sample::reply).filter(reply -> !counts.test(reply)).collect(Collectors.groupingBy(kind, Collectors.counting())),
                    run.perSecond());
        }
    }
}
