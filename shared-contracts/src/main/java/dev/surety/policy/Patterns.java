package dev.surety.policy;

import com.google.re2j.Pattern;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * CEL's {@code matches}, with each pattern compiled once and not for every call. Bounded: a pattern is written out in a rule, and rules come with
 * contracts, so that nobody who asks can add one.
 */
final class Patterns {

    private static final ConcurrentMap<String, Pattern> COMPILED = new ConcurrentHashMap<>();

    private Patterns() {}

    /** For {@code text.matches(pattern)} and {@code matches(text, pattern)}, by the names of their overloads in CEL's specification. */
    static List<CelFunctionBinding> bindings() {
        return List.of(
                CelFunctionBinding.from("matches", String.class, String.class, Patterns::matches),
                CelFunctionBinding.from("matches_string", String.class, String.class, Patterns::matches));
    }

    private static boolean matches(String text, String pattern) {
        return COMPILED.computeIfAbsent(pattern, Pattern::compile).matcher(text).find();
    }
}
