package dev.surety.retrieval.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.surety.grant.Grant;
import dev.surety.index.Chunk;
import dev.surety.local.bench.Report;
import dev.surety.local.bench.Results;
import dev.surety.local.bench.Table;
import dev.surety.local.state.Checkout;
import dev.surety.local.testing.RealOpenSearch;
import dev.surety.retrieval.testing.ChunkIndex;
import dev.surety.retrieval.testing.GrantFixture;
import dev.surety.retrieval.testing.Settings;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Started by {@code surety bench filter}: what the permission filter costs a search, on a real OpenSearch. Not a test: its name ends otherwise. The requests are
 * those that {@link Engine} writes; the baseline is one of them with its filter cut out, which nothing but this class can send.
 */
class FilterBench {

    private static final String INDEX = "filter-bench";
    private static final List<Integer> TAGS = List.of(10, 500, 5_000);
    private static final int NO_FILTER = 0;
    private static final int CALLERS = 8;
    private static final int DIMENSION = 384;
    private static final int GROUPS = 10_000;
    private static final int CENTRES = 200;
    private static final int CHUNKS_OF_A_DOCUMENT = 4;
    private static final int BULK = 500;
    private static final int WARM_UP = 40;
    private static final int RESAMPLES = 2_000;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Pattern SENTENCE = Pattern.compile("^[A-Z][^|#<]{40,300}[.!?]$");
    private static final Pattern QUESTION = Pattern.compile("(?m)^\\s+question: \"(.+)\"$");
    private static final JsonMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule()).build();
    // The same corpus, callers and order in every run.
    private final Random random = new Random(17);
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Chunk> chunks = new HashMap<>();
    private final float[][] centres = new float[CENTRES][];
    private String written = "";

    /** A way of searching. */
    private enum Kind {
        LEXICAL("by words"),
        VECTOR("by vector"),
        HYBRID("by both");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /**
     * One search, with and without the filter.
     *
     * @param nanos by number of tags, {@link #NO_FILTER} for none
     */
    private record Round(Map<Integer, Long> nanos) {}

    /**
     * A value and what it is between, 19 times in 20 (bootstrap over rounds).
     */
    private record Estimate(double value, double low, double high) {

        String text() {
            return String.format(Locale.ROOT, "%.2f × [%.2f, %.2f]", value, low, high);
        }
    }

    private record Measured(String kind, int tags, double p50Ms, double p95Ms, Estimate pairs, Estimate tails) {

        List<String> row() {
            return List.of(
                    kind,
                    tags == NO_FILTER ? "no filter" : Integer.toString(tags),
                    String.format(Locale.ROOT, "%.1f ms", p50Ms),
                    String.format(Locale.ROOT, "%.1f ms", p95Ms),
                    tags == NO_FILTER ? "1" : pairs.text(),
                    tags == NO_FILTER ? "1" : tails.text());
        }
    }

    /**
     * What a caller's filter is.
     *
     * @param permitted   share of the chunks that the callers may see, 0 to 1
     * @param filterBytes of the clause, as it stands in each half of a search
     * @param hybridBytes of the whole request by both
     * @param writeMicros that retrieval takes to write the request, median
     */
    private record Filtered(int tags, double permitted, int filterBytes, int hybridBytes, double writeMicros) {}

    private record Figures(int chunks, int rounds, double loadAtEnd, List<Measured> measured, List<Filtered> filters) {}

    @Test
    void run() throws Exception {
        var rounds = Integer.getInteger("surety.bench.rounds", 300);
        var count = Integer.getInteger("surety.bench.chunks", 20_000);
        var checkout = Checkout.find();
        var out = System.getProperty("surety.bench.out");
        var terminal = new PrintWriter(System.out, true);
        var results = new Results(checkout, out == null ? checkout.root().resolve("eval/benchmarks") : Path.of(out), terminal);
        var run = results.begin("deploy/local/bin/surety bench filter --rounds %d --chunks %d".formatted(rounds, count));
        var engine = new Engine(this::note, JSON, Settings.read(EngineConfig.class, Map.of()));
        for (var centre = 0; centre < CENTRES; centre++) {
            centres[centre] = vector(null, 1);
        }
        try (var index = ChunkIndex.create(RealOpenSearch.url(), INDEX, DIMENSION)) {
            fill(index, checkout.root(), count, terminal);
            var callers = callers();
            var filters = TAGS.stream().map(tags -> filtered(engine, tags, callers.get(tags))).toList();
            var questions = questions(checkout.root());
            measured(engine, callers, questions, WARM_UP, true, terminal);
            var byKind = measured(engine, callers, questions, rounds, false, terminal);
            var measured = byKind.entrySet().stream().flatMap(kind -> summary(kind.getKey(), kind.getValue()).stream()).toList();
            results.keep(report(run, new Figures(count, rounds, load(), measured, filters)));
        }
    }

    /** Instead of being sent, a request is noted. */
    private Uni<JsonNode> note(String lines) {
        written = lines;
        return Uni.createFrom().item(JSON.createObjectNode());
    }

    private Map<Kind, List<Round>> measured(
            Engine engine, Map<Integer, List<Grant>> callers, List<String> questions, int rounds, boolean checked, PrintWriter terminal)
            throws IOException, InterruptedException {
        var all = new LinkedHashMap<Kind, List<Round>>();
        for (var round = 0; round < rounds; round++) {
            var question = questions.get(random.nextInt(questions.size()));
            var vector = vector(centres[random.nextInt(CENTRES)], 0.3);
            var caller = random.nextInt(CALLERS);
            for (var kind : Kind.values()) {
                var nanos = new HashMap<Integer, Long>();
                var ways = new ArrayList<>(TAGS);
                ways.add(NO_FILTER);
                Collections.shuffle(ways, random);
                for (var tags : ways) {
                    var grant = callers.get(tags == NO_FILTER ? TAGS.getFirst() : tags).get(caller);
                    var body = request(engine, kind, grant, question, vector);
                    var sent = tags == NO_FILTER ? withoutFilter(body) : body;
                    var begin = System.nanoTime();
                    var reply = send(sent);
                    nanos.put(tags, System.nanoTime() - begin);
                    if (checked) {
                        check(reply, tags == NO_FILTER ? Optional.empty() : Optional.of(grant));
                    }
                }
                all.computeIfAbsent(kind, any -> new ArrayList<>()).add(new Round(nanos));
            }
            if ((round + 1) % 50 == 0) {
                terminal.printf(Locale.ROOT, "filter: %d of %d rounds, load %.1f%n", round + 1, rounds, load());
            }
        }
        return all;
    }

    private String request(Engine engine, Kind kind, Grant grant, String question, float[] vector) {
        engine.search(grant, question, kind != Kind.VECTOR, kind == Kind.LEXICAL ? Optional.empty() : Optional.of(vector), List.of(INDEX));
        return written;
    }

    private static String withoutFilter(String lines) throws IOException {
        var open = new StringBuilder();
        for (var line : lines.split("\n")) {
            var body = (ObjectNode) JSON.readTree(line);
            if (body.at("/query/bool").isObject()) {
                ((ObjectNode) body.at("/query/bool")).putArray("filter");
            } else if (body.at("/query/knn/embedding").isObject()) {
                ((ObjectNode) body.at("/query/knn/embedding")).remove("filter");
            }
            open.append(body).append('\n');
        }
        return open.toString();
    }

    private String send(String lines) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(RealOpenSearch.url() + "/_msearch"))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(lines))
                .build();
        var reply = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, reply.statusCode());
        return reply.body();
    }

    /** What is measured is a search that finds something, and nothing that is not permitted. */
    private void check(String reply, Optional<Grant> caller) throws IOException {
        for (var response : JSON.readTree(reply).path("responses")) {
            var hits = response.at("/hits/hits");
            assertFalse(hits.isEmpty(), response.toString());
            for (var hit : hits) {
                var access = chunks.get(hit.path("_id").asText()).access();
                caller.ifPresent(grant -> assertEquals(true, access.permits(grant)));
            }
        }
    }

    private void fill(ChunkIndex index, Path root, int count, PrintWriter terminal) throws IOException, InterruptedException {
        var sentences = sentences(root);
        var bulk = new ArrayList<Chunk>();
        for (var number = 0; number < count; number += CHUNKS_OF_A_DOCUMENT) {
            bulk.addAll(document(number / CHUNKS_OF_A_DOCUMENT, sentences));
            if (bulk.size() >= BULK || number + CHUNKS_OF_A_DOCUMENT >= count) {
                index.put(bulk);
                bulk.forEach(chunk -> chunks.put(chunk.documentId() + ":" + chunk.ordinal(), chunk));
                bulk.clear();
                terminal.println("filter: " + chunks.size() + " of " + count + " chunks");
            }
        }
        // One segment, so that no merge runs while searches are timed.
        var merge = HttpRequest.newBuilder(URI.create(RealOpenSearch.url() + "/" + index.chunks() + "/_forcemerge?max_num_segments=1"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertEquals(200, http.send(merge, HttpResponse.BodyHandlers.ofString()).statusCode());
    }

    /** Half of them are for all staff, the others for a group or two, some of which many documents name. */
    private List<Chunk> document(int number, List<String> sentences) {
        var allow = new TreeSet<String>();
        if (random.nextBoolean()) {
            allow.add("group:staff");
        } else {
            IntStream.rangeClosed(0, random.nextInt(2)).forEach(any -> allow.add(group((int) (GROUPS * Math.pow(random.nextDouble(), 2)))));
        }
        var deny = random.nextInt(50) == 0 ? List.of(group(random.nextInt(GROUPS))) : List.<String>of();
        var tenant = random.nextInt(5) == 0 ? "saltmarsh" : "kestrel";
        var clearance = random.nextInt(10) == 0 ? 2 : 0;
        var title = sentences.get(random.nextInt(sentences.size())).split("[,.:;]")[0];
        return IntStream.range(0, CHUNKS_OF_A_DOCUMENT)
                .mapToObj(ordinal -> new Chunk(
                        "d-" + number, "corpus://" + number, title, "", text(sentences), ordinal, Instant.parse("2026-03-12T00:00:00Z"), tenant,
                        List.copyOf(allow), deny, clearance, vector(centres[random.nextInt(CENTRES)], 0.3)))
                .toList();
    }

    private String text(List<String> sentences) {
        return String.join(" ", IntStream.range(0, 4 + random.nextInt(4)).mapToObj(any -> sentences.get(random.nextInt(sentences.size()))).toList());
    }

    private static List<String> sentences(Path root) throws IOException {
        try (var files = Files.walk(root.resolve("eval/corpora/kestrel"))) {
            var found = new ArrayList<String>();
            for (var file : files.filter(file -> file.toString().endsWith(".md")).sorted().toList()) {
                Files.readString(file).lines().map(String::strip).filter(line -> SENTENCE.matcher(line).matches()).forEach(found::add);
            }
            return found;
        }
    }

    private static List<String> questions(Path root) throws IOException {
        return QUESTION.matcher(Files.readString(root.resolve("eval/suites/kestrel.yaml"))).results().map(match -> match.group(1)).toList();
    }

    private Map<Integer, List<Grant>> callers() {
        var callers = new LinkedHashMap<Integer, List<Grant>>();
        TAGS.forEach(tags -> callers.put(tags, IntStream.range(0, CALLERS).mapToObj(number -> caller(number, tags)).toList()));
        return callers;
    }

    private Grant caller(int number, int count) {
        var tags = new TreeSet<>(List.of("user:person-" + number, "tenant:kestrel", "group:staff"));
        while (tags.size() < count) {
            tags.add(group(random.nextInt(GROUPS)));
        }
        return GrantFixture.aGrant().tagged(tags).clearedTo(1).grant();
    }

    private Filtered filtered(Engine engine, int tags, List<Grant> callers) {
        var permitted = callers.stream()
                .mapToDouble(caller -> (double) chunks.values().stream().filter(chunk -> chunk.access().permits(caller)).count() / chunks.size())
                .average()
                .orElseThrow();
        var vector = vector(centres[0], 0.3);
        var micros = new double[400];
        for (var time = 0; time < micros.length; time++) {
            var begin = System.nanoTime();
            request(engine, Kind.HYBRID, callers.get(time % CALLERS), "How many days of holiday do I get a year?", vector);
            micros[time] = (System.nanoTime() - begin) / 1e3;
        }
        // The first half warms up.
        var warm = Arrays.stream(micros, micros.length / 2, micros.length).sorted().toArray();
        return new Filtered(
                tags,
                permitted,
                PermissionFilter.of(callers.getFirst()).toString().getBytes(StandardCharsets.UTF_8).length,
                written.getBytes(StandardCharsets.UTF_8).length,
                warm[warm.length / 2]);
    }

    private List<Measured> summary(Kind kind, List<Round> rounds) {
        var ways = new ArrayList<>(List.of(NO_FILTER));
        ways.addAll(TAGS);
        return ways.stream()
                .map(tags -> new Measured(
                        kind.label,
                        tags,
                        quantile(rounds, round -> round.nanos().get(tags) / NANOS_PER_MILLI, 0.5),
                        quantile(rounds, round -> round.nanos().get(tags) / NANOS_PER_MILLI, 0.95),
                        estimate(rounds, sample -> quantile(sample, round -> ratio(round, tags), 0.5)),
                        estimate(rounds, sample -> quantile(sample, round -> round.nanos().get(tags), 0.95)
                                / quantile(sample, round -> round.nanos().get(NO_FILTER), 0.95))))
                .toList();
    }

    private static double ratio(Round round, int tags) {
        return (double) round.nanos().get(tags) / round.nanos().get(NO_FILTER);
    }

    private static double quantile(List<Round> rounds, ToDoubleFunction<Round> value, double share) {
        var sorted = rounds.stream().mapToDouble(value).sorted().toArray();
        return sorted[Math.max(1, (int) Math.ceil(share * sorted.length)) - 1];
    }

    private Estimate estimate(List<Round> rounds, ToDoubleFunction<List<Round>> statistic) {
        var again = IntStream.range(0, RESAMPLES)
                .mapToDouble(any -> statistic.applyAsDouble(random.ints(rounds.size(), 0, rounds.size()).mapToObj(rounds::get).toList()))
                .sorted()
                .toArray();
        return new Estimate(statistic.applyAsDouble(rounds), again[(int) (0.025 * RESAMPLES)], again[(int) (0.975 * RESAMPLES) - 1]);
    }

    private float[] vector(float[] centre, double spread) {
        var vector = new float[DIMENSION];
        var length = 0.0;
        for (var place = 0; place < DIMENSION; place++) {
            vector[place] = (float) ((centre == null ? 0 : centre[place]) + spread * random.nextGaussian() / Math.sqrt(DIMENSION));
            length += vector[place] * vector[place];
        }
        for (var place = 0; place < DIMENSION; place++) {
            vector[place] = (float) (vector[place] / Math.sqrt(length));
        }
        return vector;
    }

    private static String group(int number) {
        return "group:engineering/platform/team-%05d".formatted(number);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static Report report(Report.Run run, Figures figures) {
        var says = List.of(
                "What the permission filter costs a search of %,d chunks in one OpenSearch with one shard: the requests are those that retrieval writes, sent one "
                                .formatted(figures.chunks())
                        + "after the other. *No filter* is the same request with its filter cut out, sent by the benchmark itself: the product can't send it.",
                "A round is one question with one vector, in each of the three ways, with each number of tags and with none in an order drawn anew: %d rounds. "
                                .formatted(figures.rounds())
                        + "*To no filter* is the median over rounds of a search's time to that without a filter in the same round; *p95 to p95* is of all. In brackets: "
                        + "95 % of 2,000 resamples of rounds (bootstrap).",
                "Texts are sentences of the demo company's documents, questions those of its suite, vectors lie around %d points in %d dimensions. Half of the documents are for all staff, the others for a group or two of %,d; %d callers for each number of tags take turns, who share three tags and were given the others at random."
                        .formatted(CENTRES, DIMENSION, GROUPS, CALLERS)
                        + " Load %.2f at the end.".formatted(figures.loadAtEnd()));
        return new Report("filter", run, figures, says, List.of(
                new Table(
                        "Searches",
                        List.of("search", "tags", "p50", "p95", "to no filter", "p95 to p95"),
                        figures.measured().stream().map(Measured::row).toList()),
                new Table(
                        "Filters",
                        List.of("tags", "may see", "filter clause", "request by both", "written in"),
                        figures.filters().stream()
                                .map(one -> List.of(
                                        Integer.toString(one.tags()),
                                        String.format(Locale.ROOT, "%.1f %%", 100 * one.permitted()),
                                        String.format(Locale.ROOT, "%,d bytes", one.filterBytes()),
                                        String.format(Locale.ROOT, "%,d bytes", one.hybridBytes()),
                                        String.format(Locale.ROOT, "%.0f µs", one.writeMicros())))
                                .toList())));
    }
}
