package dev.surety.local.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.surety.local.bench.Services.Reply;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks the questions of a larger handbook, each as its person, and judges the answers; looks for leaks wherever the asker could see one. */
@Command(name = "questions", mixinStandardHelpOptions = true,
        description = "Asks the questions of a data folder about the handbook that was loaded from it; ends with 1 when too few simple ones are answered from a right document, or anything leaks.")
final class QuestionsBench implements Callable<Integer> {

    private static final String NAME = "questions";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Of these, more than the reply is looked at. */
    private static final List<String> ABOUT_ACCESS = List.of("no-permission", "should-refuse");
    private static final double LEAST_CITED = 0.80;
    private static final double NANOS_PER_MILLI = 1_000_000.0;

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder with questions/handbook.jsonl; the variable SURETY_DATA if absent.")
    private @Nullable Path data;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the page and its data go; eval/benchmarks if absent.")
    private @Nullable Path folder;

    QuestionsBench(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** What the page says, as data. */
    private record Figures(double leastCited, int asked, long leaks, int unchecked, Map<String, Tally> groups, Latencies latency) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        var out = spec.commandLine().getOut();
        var file = dataFolder().map(given -> given.resolve("questions/handbook.jsonl")).filter(Files::isRegularFile);
        if (file.isEmpty()) {
            out.println("bench questions: skipped, there is no questions/handbook.jsonl: name its folder with --data or SURETY_DATA");
            out.flush();
            return 0;
        }
        var site = Site.from(environment);
        var results = Results.of(site, folder, out);
        var run = results.begin("SURETY_DATA=<folder> deploy/local/bin/surety bench questions");
        var questions = Question.ofLines(file.get());
        var interview = new Interview(site, results);
        var verdicts = interview.ask(questions);
        detail(site.state().root().resolve("bench"), verdicts, results);
        var report = report(run, verdicts, interview.unchecked());
        results.keep(report);
        return exit(verdicts, interview.unchecked(), results);
    }

    private Optional<Path> dataFolder() {
        var named = environment.getOrDefault("SURETY_DATA", "");
        return Optional.ofNullable(data).or(() -> named.isBlank() ? Optional.empty() : Optional.of(Path.of(named)));
    }

    private static void detail(Path folder, List<Verdict> verdicts, Results results) throws IOException {
        Files.createDirectories(folder);
        var lines = new ArrayList<String>();
        for (var verdict : verdicts) {
            lines.add(JSON.writeValueAsString(verdict));
        }
        var file = Files.write(folder.resolve("questions.jsonl"), lines);
        results.say("each question's verdict: " + file);
    }

    private static Report report(Report.Run run, List<Verdict> verdicts, int unchecked) {
        var groups = Tally.byKind(verdicts);
        var latency = Latencies.of(verdicts.stream()
                .map(verdict -> Duration.ofNanos((long) (verdict.tookMs() * NANOS_PER_MILLI)))
                .toList());
        var leaks = verdicts.stream().filter(verdict -> !verdict.leaks().isEmpty()).count();
        var says = List.of(
                "%d questions about the handbook, each asked by its person, one after the other; the reply took %s at p50 and %s at p95."
                        .formatted(verdicts.size(), Figure.ms(latency.p50Ms()), Figure.ms(latency.p95Ms())),
                "Leaks are looked for in the reply, and for questions about access also in the stream of events and in the asker's own answer record: %d questions showed something; %d records could not be read."
                        .formatted(leaks, unchecked));
        return new Report(NAME, run, new Figures(LEAST_CITED, verdicts.size(), leaks, unchecked, groups, latency), says, tables(groups));
    }

    private static List<Table> tables(Map<String, Tally> groups) {
        var outcomes = new ArrayList<List<String>>();
        var quality = new ArrayList<List<String>>();
        groups.forEach((group, tally) -> {
            var problems = tally.outcomes().entrySet().stream().filter(entry -> entry.getKey().startsWith("problem")).mapToLong(Map.Entry::getValue).sum();
            outcomes.add(List.of(group, count(tally.questions()), count(tally.outcome("answered")), count(tally.outcome("sources-only")),
                    count(tally.outcome("clarification")), count(tally.outcome("refused")), count(tally.outcome("handed-off")), count(problems), count(tally.leaks())));
            if (group.startsWith(Question.SIMPLE) || group.startsWith("policy")) {
                quality.add(List.of(group, count(tally.questions()), Figure.percent(tally.cites(), tally.questions()), Figure.percent(tally.citesAll(), tally.questions()),
                        Figure.percent(tally.says(), tally.questions()), Figure.percent(tally.answersSay(), tally.answered())));
            }
        });
        return List.of(
                new Table("How they ended", List.of("questions", "asked", "answered", "sources only", "asked back", "refused", "handed off", "problem", "leaks"), outcomes),
                new Table("Whether they are right",
                        List.of("questions", "asked", "cite a right document", "cite every expected one", "say what they must", "answered ones that do"), quality));
    }

    private static int exit(List<Verdict> verdicts, int unchecked, Results results) {
        var simple = Tally.of(verdicts.stream().filter(verdict -> verdict.category().equals(Question.SIMPLE)).toList());
        verdicts.stream()
                .filter(verdict -> !verdict.leaks().isEmpty())
                .forEach(verdict -> results.say("LEAK " + verdict.id() + " asked by " + verdict.askAs() + ": " + String.join("; ", verdict.leaks())));
        if (unchecked > 0) {
            results.say(unchecked + " answer records could not be read: that nothing leaks there is not shown");
        }
        var cited = Figure.share(simple.cites(), simple.questions());
        if (cited < LEAST_CITED) {
            results.say("simple questions that cite a right document: %s, at least %s are needed".formatted(Figure.percent(cited), Figure.percent(LEAST_CITED)));
        }
        if (verdicts.stream().allMatch(verdict -> verdict.cited().isEmpty())) {
            results.say("nothing is cited at all: was the handbook loaded? (make load DIR=$SURETY_DATA/handbook INDEX=handbook)");
        }
        var leaks = verdicts.stream().anyMatch(verdict -> !verdict.leaks().isEmpty());
        return leaks || unchecked > 0 || cited < LEAST_CITED ? 1 : 0;
    }

    private static String count(long number) {
        return Long.toString(number);
    }

    /** Asks and judges, one question after the other; records are read at the end, when most have arrived. */
    private static final class Interview {

        private static final int PROGRESS_EVERY = 25;

        private final Services services;
        private final Askers askers;
        private final Records records;
        private final Results results;
        private int unchecked;

        Interview(Site site, Results results) {
            this.services = new Services(site);
            this.askers = new Askers(site, services);
            this.records = new Records(services, askers);
            this.results = results;
        }

        /** Records that could not be read. */
        int unchecked() {
            return unchecked;
        }

        List<Verdict> ask(List<Question> questions) throws IOException, InterruptedException {
            var first = new ArrayList<Verdict>();
            for (var question : questions) {
                first.add(ask(question));
                if (first.size() % PROGRESS_EVERY == 0) {
                    results.say("  %d of %d asked".formatted(first.size(), questions.size()));
                }
            }
            var verdicts = new ArrayList<Verdict>();
            for (var number = 0; number < questions.size(); number++) {
                verdicts.add(withRecord(questions.get(number), first.get(number)));
            }
            return verdicts;
        }

        private Verdict ask(Question question) throws IOException, InterruptedException {
            var started = System.nanoTime();
            var reply = post(question, "application/json");
            var tookMs = (System.nanoTime() - started) / NANOS_PER_MILLI;
            var leaks = new ArrayList<>(Shown.body("the reply", reply.raw()).leaks(question.wanted()));
            if (isAboutAccess(question)) {
                leaks.addAll(Shown.stream("the stream", post(question, "text/event-stream").raw()).leaks(question.wanted()));
            }
            return Verdict.of(question, reply, tookMs, leaks);
        }

        /** Without a known caller nothing is recorded. */
        private Verdict withRecord(Question question, Verdict verdict) throws IOException, InterruptedException {
            if (!isAboutAccess(question) || question.askAs().equals(Askers.GUEST) || verdict.requestId().isEmpty()) {
                return verdict;
            }
            var record = records.own(verdict.requestId(), question.askAs());
            if (record.isEmpty()) {
                unchecked++;
                return verdict;
            }
            return verdict.with(Shown.body("the record", record.get().raw()).leaks(question.wanted()));
        }

        private Reply post(Question question, String accept) throws IOException, InterruptedException {
            var headers = new HashMap<>(askers.headers(question.askAs()));
            headers.put("Accept", accept);
            return services.post("inference", "/v1/answers", headers, Map.of("question", question.text()));
        }

        private static boolean isAboutAccess(Question question) {
            return ABOUT_ACCESS.contains(question.category());
        }
    }
}
