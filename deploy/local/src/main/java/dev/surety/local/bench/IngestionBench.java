package dev.surety.local.bench;

import dev.surety.grant.Access;
import dev.surety.local.corpus.Corpus;
import dev.surety.local.corpus.Corpus.Document;
import dev.surety.local.corpus.CorpusLoader;
import dev.surety.local.corpus.CorpusLoader.Loaded;
import dev.surety.local.corpus.ProgressLine;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How fast documents get into the index, and how fast the same ones are recognised when they come again. */
@Command(name = "ingestion", mixinStandardHelpOptions = true,
        description = "Publishes copies of a corpus that nobody may read, measures until all are indexed, and takes them out again.")
final class IngestionBench implements Callable<Integer> {

    private static final String NAME = "ingestion";
    private static final String INDEX = "bench";
    private static final String AUDITOR = "olive";
    private static final String STEP_SECONDS = "surety_ingestion_step_seconds_sum";
    private static final List<String> STEPS = List.of("read", "parse", "chunk", "embed", "index", "register");
    /** What is published here is found by nobody, even if we are stopped before it is taken out again. */
    private static final Access NOBODYS = new Access("bench", Set.of(), Set.of(), 0);

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(names = "--corpus", paramLabel = "DIR", description = "Folder with an acl.yaml; the demo company's if absent.")
    private @Nullable Path corpus;

    @Option(names = "--copies", defaultValue = "8", description = "Copies of the corpus to publish; ${DEFAULT-VALUE} if absent.")
    private int copies;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the page and its data go; eval/benchmarks if absent.")
    private @Nullable Path folder;

    IngestionBench(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * One load.
     *
     * @param documents          published
     * @param passages           that the index got
     * @param tookSec            from the first event sent to the last one acknowledged
     * @param documentsPerSecond of that time
     * @param passagesPerSecond  of that time
     * @param stepsSec           seconds in each step, summed over documents that were worked on side by side
     */
    record Load(int documents, long passages, double tookSec, double documentsPerSecond, double passagesPerSecond, Map<String, Double> stepsSec) {

        static Load of(int documents, long passages, double tookSec, Map<String, Double> stepsSec) {
            return new Load(
                    documents,
                    passages,
                    Figure.rounded(tookSec),
                    Figure.rounded(Figure.share(documents, tookSec)),
                    Figure.rounded(Figure.share(passages, tookSec)),
                    new LinkedHashMap<>(stepsSec));
        }

        double allStepsSec() {
            return stepsSec.values().stream().mapToDouble(Double::doubleValue).sum();
        }

        /** Share of all work on documents that went into one step, 0 to 1. */
        double share(String step) {
            return Figure.rounded(Figure.share(stepsSec.getOrDefault(step, 0.0), allStepsSec()));
        }
    }

    private record Figures(int copies, Load fresh, Load again, double embeddingShare, double againPerFresh) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        var site = Site.from(environment);
        var out = spec.commandLine().getOut();
        var results = Results.of(site, folder, out);
        var run = results.begin("deploy/local/bin/surety bench ingestion --copies " + copies + (corpus == null ? "" : " --corpus <folder>"));
        var original = Corpus.of(corpus == null ? site.checkout().demoCompany() : corpus);
        // Each run has documents of its own: what was withdrawn is remembered, and would not be new.
        var name = "run-" + Instant.now().getEpochSecond();
        var warmUp = copiesOf(original, name + "/warm-up", 1);
        var measured = copiesOf(original, name, copies);
        var loading = new Loading(site, new CorpusLoader(site, new ProgressLine(out)));
        try {
            results.say("ingestion: warm-up");
            loading.load(warmUp);
            results.say("\ningestion: new documents");
            var fresh = loading.load(measured);
            results.say("\ningestion: the same documents again");
            var again = loading.load(measured);
            results.keep(report(run, fresh, again));
            return 0;
        } finally {
            results.say("ingestion: taking the documents out again");
            loading.withdraw(warmUp);
            loading.withdraw(measured);
            out.println();
        }
    }

    private static Corpus copiesOf(Corpus original, String name, int copies) {
        return new Corpus(original.folder(), IntStream.range(0, copies)
                .boxed()
                .flatMap(copy -> original.documents().stream().map(document -> copy(document, "%s/%d/".formatted(name, copy))))
                .toList());
    }

    private static Document copy(Document document, String prefix) {
        return new Document(document.file(), prefix + document.path(), document.contentType(), document.updatedAt(), NOBODYS);
    }

    private Report report(Report.Run run, Load fresh, Load again) {
        var embedding = fresh.share("embed");
        var ratio = Figure.rounded(Figure.share(again.documentsPerSecond(), fresh.documentsPerSecond()));
        var says = List.of(
                "%d documents: %d copies of a corpus, under addresses that nobody has published before. Embedding is %s of the work on them."
                        .formatted(fresh.documents(), copies, Figure.percent(embedding)),
                "The same documents again are recognised by their content and not embedded: %s as many a second. The end is seen in steps of half a second."
                        .formatted(Figure.times(ratio)));
        return new Report(NAME, run, new Figures(copies, fresh, again, embedding, ratio), says, List.of(
                new Table("Speed", List.of("documents", "number", "passages", "took", "documents a second", "passages a second"),
                        List.of(row("new", fresh), row("known", again))),
                new Table("Where the time of new documents goes", List.of("step", "seconds", "share of the work"), STEPS.stream()
                        .map(step -> List.of(step, Figure.number(fresh.stepsSec().getOrDefault(step, 0.0)), Figure.percent(fresh.share(step))))
                        .toList())));
    }

    private static List<String> row(String what, Load load) {
        return List.of(what, Integer.toString(load.documents()), Long.toString(load.passages()), Figure.number(load.tookSec()) + " s",
                Figure.number(load.documentsPerSecond()), Figure.number(load.passagesPerSecond()));
    }

    /** Loads, and counts what came of it. */
    private static final class Loading {

        private final Services services;
        private final Askers askers;
        private final CorpusLoader loader;

        Loading(Site site, CorpusLoader loader) {
            this.services = new Services(site);
            this.askers = new Askers(site, services);
            this.loader = loader;
        }

        Load load(Corpus corpus) throws IOException, InterruptedException {
            var passages = passages();
            var before = services.metrics("ingestion");
            Loaded loaded = loader.load(corpus, INDEX);
            var steps = new LinkedHashMap<String, Double>();
            services.metrics("ingestion").since(before).by(STEP_SECONDS, "step", STEPS).forEach((step, seconds) -> steps.put(step, Figure.rounded(seconds)));
            if (loaded.deadLetters() > 0) {
                throw new IOException(loaded.deadLetters() + " documents could not be indexed: the figures would mean nothing");
            }
            return Load.of(corpus.documents().size(), passages() - passages, loaded.took().toMillis() / 1_000.0, steps);
        }

        void withdraw(Corpus corpus) throws IOException, InterruptedException {
            loader.withdraw(corpus, INDEX);
        }

        /** Passages of our index; none while there is no such index. */
        private long passages() throws IOException, InterruptedException {
            return services.get("ingestion", "/v1/indexes/" + INDEX + "/health", askers.headers(AUDITOR)).body().path("chunks").asLong(0);
        }
    }
}
