package dev.surety.local.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** Lays a finished run out for a reader: what was found and what was made of it apart, because they have different cures. */
final class RunPrinter {

    private static final List<Column> RETRIEVAL = List.of(
            Column.number("cases"), Column.share("recall@1", "recallAt1"), Column.share("recall@5", "recallAt5"), Column.share("mrr"),
            Column.number("leaks"), Column.number("cached"));
    private static final List<Column> GENERATION = List.of(
            Column.number("cases"), Column.share("correct"), Column.share("outcome", "outcomeRight"), Column.share("cited", "citesExpected"),
            Column.share("words", "mustContain"), Column.number("leaks"), Column.number("unsupported"));

    private final PrintWriter out;

    RunPrinter(PrintWriter out) {
        this.out = out;
    }

    /**
     * A figure's place in a table.
     *
     * @param heading above it
     * @param member  of the figures
     * @param isShare whether it is a share of 1, else a whole number
     */
    private record Column(String heading, String member, boolean isShare) {

        static Column number(String name) {
            return new Column(name, name, false);
        }

        static Column share(String name) {
            return new Column(name, name, true);
        }

        static Column share(String heading, String member) {
            return new Column(heading, member, true);
        }

        int width() {
            return Math.max(heading.length(), 5) + 2;
        }

        String of(JsonNode figures) {
            var value = figures.path(member);
            return isShare ? share(value.asDouble()) : Integer.toString(value.asInt());
        }

        private static String share(double value) {
            return String.format(Locale.ROOT, "%.3f", value);
        }
    }

    void print(JsonNode run) {
        out.printf("%n%s (version %s): %d cases in %s: %s%n",
                run.path("suite").asText(), run.path("suiteVersion").asText(), run.at("/progress/of").asInt(), took(run),
                run.path("verdict").asText().toUpperCase(Locale.ROOT));
        side(run, "retrieval", RETRIEVAL);
        side(run, "generation", GENERATION);
        failures(run.path("failed"));
        out.flush();
    }

    private void side(JsonNode run, String side, List<Column> columns) {
        out.printf("%n  %-22s", side);
        columns.forEach(column -> out.printf("%" + column.width() + "s", column.heading()));
        out.println();
        row("all", run.path(side).path("all"), columns);
        run.path(side).path("byKind").properties().forEach(kind -> row(kind.getKey(), kind.getValue(), columns));
        out.println();
        StreamSupport.stream(run.path("thresholds").spliterator(), false)
                .filter(check -> check.path("measure").asText().startsWith(side + "."))
                .forEach(check -> threshold(check, side));
    }

    private void row(String name, JsonNode figures, List<Column> columns) {
        out.printf("    %-20s", name);
        columns.forEach(column -> out.printf("%" + column.width() + "s", column.of(figures)));
        out.println();
    }

    private void threshold(JsonNode check, String side) {
        var isCount = check.path("bound").asText().equals("at most");
        out.printf("    %-24s %8s, %s %s  %s%n",
                check.path("measure").asText().substring(side.length() + 1),
                figure(check.path("actual").asDouble(), isCount),
                check.path("bound").asText(),
                figure(check.path("required").asDouble(), isCount),
                check.path("met").asBoolean() ? "met" : "NOT MET");
    }

    private static String figure(double value, boolean isCount) {
        return isCount ? Long.toString((long) value) : String.format(Locale.ROOT, "%.3f", value);
    }

    private void failures(JsonNode failed) {
        if (failed.isEmpty()) {
            return;
        }
        out.printf("%n  %s not right in every respect%n", failed.size() == 1 ? "1 case is" : failed.size() + " cases are");
        for (var one : failed) {
            out.printf("    %s  %s  as %s  %s  (%s)%n", one.path("id").asText(), one.path("kind").asText(), one.path("askAs").asText(), why(one),
                    one.path("requestId").isTextual() ? "request " + one.path("requestId").asText() : "no request");
        }
    }

    private static String why(JsonNode one) {
        var reasons = new ArrayList<String>();
        for (var side : List.of("retrieval", "generation")) {
            one.path(side).forEach(reason -> reasons.add(side + ": " + reason.asText()));
        }
        return String.join("; ", reasons);
    }

    private static String took(JsonNode run) {
        var seconds = Duration.between(Instant.parse(run.path("startedAt").asText()), Instant.parse(run.path("finishedAt").asText())).toSeconds();
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
