package dev.surety.identity.redaction;

import dev.surety.redaction.Finding;
import dev.surety.redaction.Redacted;
import java.util.List;

/**
 * The reply of {@code POST /v1/redactions}.
 *
 * @param text     with a placeholder such as {@code [email]} for each finding
 * @param findings in the order of the text, none over another
 */
record RedactionMessage(String text, List<Found> findings) {

    static RedactionMessage of(Redacted redacted) {
        return new RedactionMessage(redacted.text(), redacted.findings().stream().map(Found::of).toList());
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "RedactionMessage[" + text.length() + " characters, " + findings.size() + " findings]";
    }

    /**
     * Where something was found.
     *
     * @param kind  what it is
     * @param start of it in the text that was sent, in UTF-16 units, from 0
     * @param end   behind it
     */
    record Found(String kind, int start, int end) {

        static Found of(Finding finding) {
            return new Found(finding.kind().label(), finding.start(), finding.end());
        }
    }
}
