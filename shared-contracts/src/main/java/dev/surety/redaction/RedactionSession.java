package dev.surety.redaction;

import dev.surety.contract.RedactionKind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What was taken out of the texts of one request. Where the contract says that it is turned back, the placeholders have numbers: {@code [email-1]}, the same for
 * the same, and {@link #restore} puts back what they stand for. Any thread may use it.
 */
public final class RedactionSession {

    private final Redactor.Rule rule;
    private final Map<Taken, String> placeholders = new HashMap<>();
    private final Map<String, String> originals = new HashMap<>();
    private final Map<RedactionKind, Integer> numbers = new EnumMap<>(RedactionKind.class);
    private final Set<String> written = new HashSet<>();

    RedactionSession(Redactor.Rule rule) {
        this.rule = rule;
    }

    /**
     * Looks for what looks like a placeholder in a text that will be redacted later: what stands there already is not given to anything. {@link #redact} does that
     * for its own text.
     */
    public synchronized void avoid(String text) {
        if (rule.reversible()) {
            Written.in(text).forEach(written::add);
        }
    }

    /** A text without what must not be in it. */
    public synchronized Redacted redact(String text) {
        avoid(text);
        return rule.redact(text, rule.reversible() ? this::numbered : Placeholders.PLAIN);
    }

    /**
     * A reply with what its placeholders stand for, each as often as it stands there. One that was never given stays as it is: it is the model's own text.
     */
    public synchronized String restore(String reply) {
        return originals.isEmpty() ? reply : Written.replaced(reply, originals);
    }

    /** The same for a reply that comes in pieces. */
    public StreamRestorer restoring() {
        return new StreamRestorer(this);
    }

    private String numbered(RedactionKind kind, String original) {
        return placeholders.computeIfAbsent(new Taken(kind, original), this::next);
    }

    private String next(Taken taken) {
        String placeholder;
        do {
            placeholder = "[" + taken.kind().label() + "-" + numbers.merge(taken.kind(), 1, Integer::sum) + "]";
        } while (written.contains(placeholder));
        originals.put(placeholder, taken.original());
        return placeholder;
    }

    private record Taken(RedactionKind kind, String original) {

        /** Without what was taken out. */
        @Override
        public String toString() {
            return "Taken[" + kind + "]";
        }
    }
}
