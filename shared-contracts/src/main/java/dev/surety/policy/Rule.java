package dev.surety.policy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One rule, as it is written.
 *
 * @param rule   its name
 * @param effect what it does where it matches
 * @param action that it is about
 * @param when   it matches: a CEL expression that is true or false
 * @param reason why it is there; shown to the caller who is denied
 * @param words  said to the person who asked, instead of a problem; only of a rule that denies
 */
public record Rule(String rule, Effect effect, Action action, String when, String reason, @Nullable String words) {

    public Rule {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(when, "when");
        Objects.requireNonNull(reason, "reason");
    }
}
