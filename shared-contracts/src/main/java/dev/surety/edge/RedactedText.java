package dev.surety.edge;

import dev.surety.contract.RedactionPurpose;
import org.jspecify.annotations.Nullable;

/** A text without what must not be in it, by who reads it. */
@FunctionalInterface
public interface RedactedText {

    /** What is left of a text. */
    String text(String text, RedactionPurpose purpose);

    /** The same of a text that may be missing. */
    default @Nullable String textOrNull(@Nullable String text, RedactionPurpose purpose) {
        return text == null ? null : text(text, purpose);
    }
}
