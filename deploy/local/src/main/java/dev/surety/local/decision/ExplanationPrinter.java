package dev.surety.local.decision;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.stream.Collectors;

/** A decision about a document, and as much of an explanation as there is. */
final class ExplanationPrinter {

    private static final Map<String, String> SOURCES = Map.of(
            "token", "as the person's own token says",
            "directory", "as the directory says; what a token may add is not known",
            "request", "as a token of theirs says: the directory does not know them");

    private final PrintWriter out;

    ExplanationPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(String user, String document, JsonNode said) {
        var allowed = said.path("decision").asText().equals("allow");
        out.printf("%s %s %s%n", user, allowed ? "may read" : "may not read", document);
        line("rule", said.path("rule").asText());
        line("reason", said.path("reason").asText());
        line("policy", said.path("policyVersion").asText());
        if (said.has("explanation")) {
            explain(said.path("explanation"), allowed);
        }
        out.flush();
    }

    private void explain(JsonNode explanation, boolean allowed) {
        var caller = explanation.path("caller");
        line("caller", "%s, clearance %d, %s".formatted(tags(caller), caller.path("clearance").asInt(), SOURCES.get(caller.path("from").asText())));
        if (!explanation.has("document")) {
            line("document", "there is none in this tenant");
            return;
        }
        var document = explanation.path("document");
        line("document", "%s in %s, %s".formatted(document.path("documentId").asText(), document.path("index").asText(), document.path("uri").asText()));
        explanation.path("access").forEach(clause -> line(
                "access", "%-10s %-5s %s".formatted(clause.path("clause").asText(), clause.path("holds").asBoolean() ? "holds" : "FAILS", clause.path("detail").asText())));
        explanation.path("rules").forEach(rule -> line(
                "rules", "%-10s %-5s %s".formatted(rule.path("action").asText(), rule.path("effect").asText(), rule.path("rule").asText())));
        if (!allowed) {
            line("would grant", explanation.path("wouldGrant").isEmpty() ? "no single tag" : list(explanation.path("wouldGrant")));
        }
    }

    private static String tags(JsonNode caller) {
        return list(caller.path("tags"));
    }

    private static String list(JsonNode texts) {
        return texts.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
    }

    private void line(String name, String text) {
        out.printf("  %-11s  %s%n", name, text);
    }
}
