package dev.surety.local.ask;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Lays an answer out for a reader. */
final class AnswerPrinter {

    private static final int WIDTH = 100;

    private final PrintWriter out;

    AnswerPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(JsonNode answer) {
        out.println();
        answer.path("text").asText().lines().forEach(line -> wrapped(line, "  "));
        out.println();
        for (var citation : answer.path("citations")) {
            out.printf("  [%d] %s%n", citation.path("number").asInt(), heading(citation));
            wrapped("“" + citation.path("quote").asText() + "”", "      ");
            out.printf("      %s%n", citation.path("uri").asText());
        }
        out.println();
        field("outcome", answer.path("outcome").asText());
        field("tier", answer.path("tier").asText() + ", cache " + answer.path("cache").asText());
        field("cost", answer.path("costUsd").asText() + " USD");
        field("timings", timings(answer.path("timingsMs")));
        if (!answer.path("degraded").isEmpty()) {
            field("degraded", joined(answer.path("degraded")));
        }
        field("searched", answer.path("indexRelease").asText());
        field("request", answer.path("requestId").asText());
        out.flush();
    }

    private void field(String name, String value) {
        out.printf("  %-9s %s%n", name, value);
    }

    private void wrapped(String text, String indent) {
        var line = new StringBuilder(indent);
        for (var word : text.split(" ")) {
            if (line.length() + word.length() + 1 > WIDTH && line.length() > indent.length()) {
                out.println(line.toString().stripTrailing());
                line = new StringBuilder(indent);
            }
            line.append(word).append(' ');
        }
        out.println(line.toString().stripTrailing());
    }

    private static String heading(JsonNode citation) {
        var section = citation.path("section").asText();
        return citation.path("title").asText() + (section.isEmpty() ? "" : " › " + section);
    }

    private static String timings(JsonNode timings) {
        List<String> parts = new ArrayList<>();
        timings.fields().forEachRemaining(stage -> parts.add(stage.getKey() + " " + stage.getValue().asLong()));
        return String.join(", ", parts) + " (ms)";
    }

    private static String joined(JsonNode list) {
        List<String> parts = new ArrayList<>();
        list.forEach(part -> parts.add(part.asText()));
        return String.join(", ", parts);
    }
}
