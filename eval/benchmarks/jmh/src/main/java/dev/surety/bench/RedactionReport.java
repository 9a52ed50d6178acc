package dev.surety.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.surety.contract.RedactionKind;
import dev.surety.contract.RedactionPurpose;
import dev.surety.redaction.Finding;
import dev.surety.redaction.KnownPeople;
import dev.surety.redaction.LabelledText;
import dev.surety.redaction.Redactor;
import dev.surety.redaction.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Scores the redactor and a peer on the labelled texts, runs {@link RedactionBenchmark}, and writes the page and its data. */
public final class RedactionReport {

    private static final Path PAGES = Path.of("eval", "benchmarks");
    private static final Path SET = Path.of("eval", "redaction");
    private static final Path WORK = Path.of("eval", "benchmarks", "jmh", "target");
    private static final List<String> HALVES = List.of("blind", "tuned");
    /** Presidio's own measure of how sure it is; its documentation tells everybody to choose. */
    private static final double SURE = 0.5;
    private static final int SMALL = 256 * 1024;
    private static final int TIMES = 4;
    private static final List<String> HARD = List.of("1", "@", "a", "(", "1 ", "a=", "1.", "::a", "-----BEGIN ", "password=", "eyJ-", "+1 ");

    private RedactionReport() {}

    /** One way of going through a text, measured. */
    private record Speed(String text, String kinds, String way, double micros, double megabytesASecond) {}

    /** A text made of one piece only, in two lengths. */
    private record Hard(String piece, double smallMillis, double largeMillis) {}

    /** The peer's findings by text, and what it says of itself. */
    private record Peer(Map<String, List<JsonNode>> findings, JsonNode self) {

        Scores.Finder finder(double least) {
            return text -> findings.getOrDefault(text.id(), List.of()).stream()
                    .filter(finding -> finding.path("score").asDouble() >= least)
                    .map(finding -> new Finding(RedactionKind.of(finding.path("kind").asText()), finding.path("start").asInt(), finding.path("end").asInt()))
                    .toList();
        }
    }

    /** @param arguments a Python that has Presidio, or an empty text */
    public static void main(String[] arguments) throws RunnerException, IOException, InterruptedException {
        Locale.setDefault(Locale.ROOT);
        var head = RunHead.of("make bench-redaction");
        var texts = new LinkedHashMap<String, List<LabelledText>>();
        for (var half : HALVES) {
            texts.put(half, LabelledText.read(SET, half));
        }
        var peer = arguments.length == 0 || arguments[0].isEmpty() ? Optional.<Peer>empty() : Optional.of(peer(arguments[0], texts));
        var hard = hard();
        var options = new OptionsBuilder().include(RedactionBenchmark.class.getName() + ".*").shouldFailOnError(true).build();
        var speeds = new Runner(options).run().stream().map(RedactionReport::speed).toList();

        var data = new LinkedHashMap<String, Object>();
        data.put("run", head);
        var page = new StringBuilder("# redaction\n\n");
        page.append("Measured %s at commit %s with `%s`\non %s, load %s at the start.\n".formatted(
                head.get("at"), head.get("commit"), head.get("command"), head.get("machine"), head.get("loadAtStart")));
        data.put("found", found(page, texts, peer));
        data.put("presidio", peer.map(Peer::self).orElse(null));
        speeds(page, speeds);
        data.put("speeds", speeds);
        hard(page, hard);
        data.put("hard", hard);
        Files.writeString(PAGES.resolve("redaction.md"), page.toString());
        Files.writeString(PAGES.resolve("redaction.json"), new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(data) + "\n");
    }

    private static Map<String, Object> found(StringBuilder page, Map<String, List<LabelledText>> texts, Optional<Peer> peer) throws IOException {
        var own = Scores.redactor(LabelledText.people(SET));
        page.append("""

                ## What is found

                Of the [labelled texts](../redaction/README.md): recall is the share of labels that are taken out whole as what they are, precision the share of findings
                that lie over a label of their kind. The engine was corrected by the tuned half only. Who wrote the engine wrote the texts, so read the columns of Presidio with
                care: it was built for other texts.
                """);
        page.append(peer.map(measured -> """
                        Presidio is version %s, with its %d recognizers of patterns for English and no model of language: none of persons is to be had from
                        its package index. Texts in other languages are read as English. It looks for no secrets. Left: all that it finds; right: what it is sure of by %.1f or more.
                        """.formatted(measured.self().path("version").asText(), measured.self().path("recognizers").asInt(), SURE))
                .orElse("Presidio could not be installed where this was measured.\n"));
        var all = new LinkedHashMap<String, Object>();
        for (var half : texts.entrySet()) {
            var columns = new LinkedHashMap<String, Scores>();
            columns.put("surety", Scores.of(half.getValue(), own));
            peer.ifPresent(measured -> {
                columns.put("Presidio", Scores.of(half.getValue(), measured.finder(0)));
                columns.put("Presidio, sure", Scores.of(half.getValue(), measured.finder(SURE)));
            });
            page.append("\n### ").append(half.getKey()).append(": ").append(half.getValue().size()).append(" texts\n\n| kind | labels |");
            columns.keySet().forEach(name -> page.append(" %s: recall | precision |".formatted(name)));
            page.append("\n| --- | ---: |").append(" ---: | ---: |".repeat(columns.size())).append('\n');
            for (var kind : RedactionKind.values()) {
                page.append("| %s | %d |".formatted(kind.label(), columns.get("surety").byKind().get(kind).labels()));
                columns.values().forEach(scores -> page.append(cell(scores.byKind().get(kind))));
                page.append('\n');
            }
            page.append("| decoys hit, of %d | |".formatted(columns.get("surety").decoys()));
            columns.values().forEach(scores -> page.append(" %d | |".formatted(scores.decoysHit().values().stream().mapToInt(Integer::intValue).sum())));
            page.append('\n');
            all.put(half.getKey(), columns.entrySet().stream().collect(Collectors.toMap(
                    Map.Entry::getKey, column -> Map.of("byKind", column.getValue().byKind(), "decoysHit", column.getValue().decoysHit()), (one, other) -> one, LinkedHashMap::new)));
        }
        return all;
    }

    private static String cell(Scores.Score score) {
        return score.findings() == 0 ? " — | — |" : " %.2f | %.2f (%d) |".formatted(score.recall(), score.precision(), score.findings());
    }

    private static void speeds(StringBuilder page, List<Speed> speeds) {
        page.append("""

                ## How fast

                A text of 256 KiB characters, whole and in pieces of 256, next to copying it character by character in the same run; one thread. MB are millions of
                characters. `names` looks for every kind and knows 10,000 people. JMH, a fork, 3 s warm-up and 3 s measured each.

                | text | kinds of | copy | whole | in pieces | copy / whole |
                | --- | --- | ---: | ---: | ---: | ---: |
                """);
        speeds.stream().filter(speed -> speed.way().equals("whole")).forEach(whole -> {
            var copy = of(speeds, whole, "copy");
            page.append("| %s | %s | %.0f MB/s | %.1f MB/s | %.1f MB/s | %.1f |\n".formatted(
                    whole.text(), whole.kinds(), copy.megabytesASecond(), whole.megabytesASecond(), of(speeds, whole, "stream").megabytesASecond(), whole.micros() / copy.micros()));
        });
    }

    private static Speed of(List<Speed> speeds, Speed same, String way) {
        return speeds.stream().filter(speed -> speed.way().equals(way) && speed.text().equals(same.text()) && speed.kinds().equals(same.kinds())).findFirst().orElseThrow();
    }

    private static Speed speed(RunResult run) {
        var micros = run.getPrimaryResult().getScore();
        return new Speed(
                run.getParams().getParam("text"), run.getParams().getParam("kinds"), run.getParams().getBenchmark().replaceFirst(".*\\.", ""), micros, RedactionTexts.LENGTH / micros);
    }

    /** The best of some runs: what else the machine does makes them slower, never faster. */
    private static List<Hard> hard() {
        var redactor = Redactor.of(RedactionTexts.contract().contract(), KnownPeople.NOBODY);
        return HARD.stream().map(piece -> {
            best(redactor, piece, SMALL);
            return new Hard(piece, best(redactor, piece, SMALL), best(redactor, piece, SMALL * TIMES));
        }).toList();
    }

    private static double best(Redactor redactor, String piece, int length) {
        var text = piece.repeat(length / piece.length());
        var best = Double.MAX_VALUE;
        for (var run = 0; run < 3; run++) {
            var start = System.nanoTime();
            redactor.redact(text, RedactionPurpose.LOG);
            best = Math.min(best, (System.nanoTime() - start) / 1e6);
        }
        return best;
    }

    private static void hard(StringBuilder page, List<Hard> hard) {
        page.append("""

                ## Texts made to be hard

                One piece over and over, looked through for a log. A time that grows with the length is four times as long for four times as much.

                | piece | 256 KiB | 1 MiB | ratio |
                | --- | ---: | ---: | ---: |
                """);
        hard.forEach(one -> page.append("| `%s` | %.0f ms | %.0f ms | %.1f |\n".formatted(one.piece(), one.smallMillis(), one.largeMillis(), one.largeMillis() / one.smallMillis())));
    }

    private static Peer peer(String python, Map<String, List<LabelledText>> texts) throws IOException, InterruptedException {
        var json = new ObjectMapper();
        var input = WORK.resolve("presidio.in");
        var output = WORK.resolve("presidio.out");
        var lines = new ArrayList<String>();
        for (var half : texts.values()) {
            for (var text : half) {
                lines.add(json.writeValueAsString(Map.of("id", text.id(), "text", text.text())));
            }
        }
        Files.write(input, lines);
        var process = new ProcessBuilder(python, PAGES.resolve("presidio").resolve("find.py").toString())
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("Presidio ended with " + process.exitValue());
        }
        var findings = new HashMap<String, List<JsonNode>>();
        var answers = Files.readAllLines(output);
        for (var line : answers.subList(0, answers.size() - 1)) {
            var answer = json.readTree(line);
            var found = new ArrayList<JsonNode>();
            answer.path("findings").forEach(found::add);
            findings.put(answer.path("id").asText(), found);
        }
        return new Peer(findings, json.readTree(answers.getLast()));
    }
}
