package dev.surety.redaction;

import java.util.List;

/**
 * A text without what was found in it.
 *
 * @param text     with a placeholder for each finding
 * @param findings in the order of the text, none over another
 */
public record Redacted(String text, List<Finding> findings) {

    public Redacted {
        findings = List.copyOf(findings);
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "Redacted[" + text.length() + " characters, " + findings.size() + " findings]";
    }
}
