package dev.surety.policy;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the policy says to a request.
 *
 * @param effect        allow or deny
 * @param rule          that decided; {@link #NO_MATCH} when none did
 * @param reason        the rule's, or why it could not be asked
 * @param words         for the person who asked, where the rule has some; only with a deny
 * @param policyVersion content hash of the contract
 */
public record Decision(Effect effect, String rule, String reason, @Nullable String words, String policyVersion) {

    /** The rule that decides where none matches; no rule can be named so. */
    public static final String NO_MATCH = "no-match";

    /** The rule where a document says for itself that the caller may not read it; no rule can be named so. */
    public static final String DOCUMENT_ACCESS = "document-access";

    /** The reason of a rule that could not be asked to its end. */
    public static final String RULE_FAILED = "rule failed";

    public Decision {
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(policyVersion, "policyVersion");
    }

    public boolean isAllowed() {
        return effect == Effect.ALLOW;
    }

    public Optional<String> said() {
        return Optional.ofNullable(words);
    }
}
