package dev.surety.identity.redaction;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.surety.api.ProblemException;
import dev.surety.contract.RedactionPurpose;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/redactions}.
 *
 * @param text    what is looked through
 * @param purpose whom it is for
 */
record RedactionRequest(String text, RedactionPurpose purpose) {

    /** @throws ProblemException when there is no text, or no such purpose */
    @JsonCreator
    static RedactionRequest of(@JsonProperty("text") @Nullable String text, @JsonProperty("purpose") @Nullable String purpose) {
        if (text == null) {
            throw ProblemException.invalid("text", "text is missing: send {\"text\": \"…\", \"purpose\": \"prompt\"}");
        }
        try {
            return new RedactionRequest(text, RedactionPurpose.of(purpose == null ? "" : purpose));
        } catch (IllegalArgumentException unknown) {
            throw ProblemException.invalid("purpose", purpose == null ? "purpose is missing: " + unknown.getMessage() : unknown.getMessage());
        }
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "RedactionRequest[" + text.length() + " characters, " + purpose.label() + "]";
    }
}
