package dev.surety.local.decision;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** What another policy would have said, as a table. */
final class DryRunPrinter {

    private static final String ROW = "  %-24s  %-12s  %-12s  %-40s  %-40s  %s%n";

    private final PrintWriter out;

    DryRunPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(JsonNode report) {
        out.printf("%d decisions asked again of the rules of %s%n", report.path("decisions").asInt(), report.path("policyVersion").asText());
        count("the same", report.path("same"));
        count("the same by another rule", report.path("otherRule"));
        count("flipped", report.path("flipped"));
        count("decided by the document itself", report.path("decidedByAccess"));
        count("of an action that takes other members today", report.path("notReplayable"));
        if (!report.path("flips").isEmpty()) {
            out.println();
            out.printf(ROW, "at", "action", "caller", "was", "would be", "request");
            report.path("flips").forEach(this::flip);
        }
        out.flush();
    }

    private void count(String what, JsonNode number) {
        out.printf("  %6d  %s%n", number.asInt(), what);
    }

    private void flip(JsonNode flip) {
        out.printf(
                ROW,
                flip.path("at").asText(),
                flip.path("action").asText(),
                flip.path("subject").asText(),
                said(flip.path("from")),
                said(flip.path("to")),
                flip.path("requestId").asText());
    }

    private static String said(JsonNode said) {
        return said.path("effect").asText() + " by " + said.path("rule").asText();
    }
}
