package dev.surety.policy;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;

/**
 * A rule that can be asked. Thread-safe.
 *
 * @param rule    as it is written
 * @param program of its expression
 */
record CompiledRule(Rule rule, CelRuntime.Program program) {

    static CompiledRule of(Rule rule) {
        return new CompiledRule(rule, When.program(rule.action(), rule.when()));
    }

    /** What comes of a rule for one request. */
    enum Match {
        YES,
        NO,
        /** It could not be asked to its end: what it would have said is not known. */
        FAILED
    }

    Match match(CelVariableResolver variables) {
        try {
            return switch (program.eval(variables)) {
                case Boolean matches -> matches ? Match.YES : Match.NO;
                default -> Match.FAILED;
            };
        } catch (CelEvaluationException | RuntimeException failed) {
            // Broad, because a library evaluates what somebody wrote: whatever it throws must end in a denial and not in an answer without one.
            return Match.FAILED;
        }
    }
}
