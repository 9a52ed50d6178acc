package dev.surety.policy;

import dev.cel.runtime.CelVariableResolver;
import dev.surety.policy.CompiledRule.Match;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The rules of one version of the contract, compiled. A request is allowed when no rule of its action that denies matches, one that allows does, and each
 * could be asked to its end; whatever the order of the rules. Thread-safe; blocks nothing.
 */
public final class Policy {

    private final Map<Action, List<CompiledRule>> denying;
    private final Map<Action, List<CompiledRule>> allowing;
    private final Map<String, Set<String>> roles;
    private final String version;

    private Policy(List<CompiledRule> rules, Map<String, Set<String>> roles, String version) {
        this.denying = byAction(rules, Effect.DENY);
        this.allowing = byAction(rules, Effect.ALLOW);
        this.roles = roles;
        this.version = version;
    }

    /**
     * The policy that these rules make.
     *
     * @param rules   in the order in which they are written; of several that match, the first is named
     * @param roles   by name: tags, one of which a caller needs
     * @param version content hash of the contract
     * @throws IllegalArgumentException when a rule has {@link #problems}
     */
    public static Policy compiled(List<Rule> rules, Map<String, List<String>> roles, String version) {
        for (var rule : rules) {
            var problems = problems(rule, roles.keySet());
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(rule.rule() + ": when " + String.join("; ", problems));
            }
        }
        var tags = roles.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, role -> Set.copyOf(role.getValue())));
        return new Policy(rules.stream().map(CompiledRule::of).toList(), tags, version);
    }

    /**
     * What is wrong with a rule's expression, in words for whoever wrote it; empty when nothing is.
     *
     * @param roles that the contract defines
     */
    public static List<String> problems(Rule rule, Set<String> roles) {
        return When.problems(rule.action(), rule.when(), roles);
    }

    /** Content hash of the contract whose rules these are. */
    public String version() {
        return version;
    }

    /** What is said where no rule matches. */
    public Decision noMatch() {
        return new Decision(Effect.DENY, Decision.NO_MATCH, "no rule allows it", null, version);
    }

    /** Whether the caller may do this, which rule says so, and why. Never throws for a rule's sake. */
    public Decision decide(PolicyRequest request) {
        var variables = variables(request);
        var action = request.resource().action();
        return denial(denying.get(action), variables).orElseGet(() -> allowed(allowing.get(action), variables));
    }

    private Optional<Decision> denial(List<CompiledRule> rules, CelVariableResolver variables) {
        for (var rule : rules) {
            switch (rule.match(variables)) {
                case YES -> {
                    return Optional.of(decision(rule.rule()));
                }
                case FAILED -> {
                    return Optional.of(failed(rule.rule()));
                }
                case NO -> {}
            }
        }
        return Optional.empty();
    }

    /** Asks every rule: one that fails must not be overlooked because another one stands before it. */
    private Decision allowed(List<CompiledRule> rules, CelVariableResolver variables) {
        var decision = noMatch();
        for (var rule : rules) {
            var match = rule.match(variables);
            if (match == Match.FAILED) {
                return failed(rule.rule());
            }
            if (match == Match.YES && !decision.isAllowed()) {
                decision = decision(rule.rule());
            }
        }
        return decision;
    }

    private Decision decision(Rule rule) {
        return new Decision(rule.effect(), rule.rule(), rule.reason(), rule.effect() == Effect.DENY ? rule.words() : null, version);
    }

    private Decision failed(Rule rule) {
        return new Decision(Effect.DENY, rule.rule(), Decision.RULE_FAILED, null, version);
    }

    private CelVariableResolver variables(PolicyRequest request) {
        var caller = request.caller();
        var values = new HashMap<String, Object>();
        values.put("caller.subject", caller.subject());
        values.put("caller.tenant", caller.tenant());
        values.put(Caller.TAGS, new TagList(caller.tags()));
        values.put(Caller.ROLES, rolesOf(caller));
        values.put("caller.clearance", (long) caller.clearance());
        values.put("caller.service", caller.service());
        values.put("caller.actor", caller.actor());
        values.put("now", request.now());
        request.resource().members().forEach((name, value) -> values.put(Resource.PREFIX + name, value));
        return name -> Optional.ofNullable(values.get(name));
    }

    private List<String> rolesOf(Caller caller) {
        return roles.entrySet().stream()
                .filter(role -> role.getValue().stream().anyMatch(caller.tags()::contains))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static Map<Action, List<CompiledRule>> byAction(List<CompiledRule> rules, Effect effect) {
        return Arrays.stream(Action.values()).collect(Collectors.toUnmodifiableMap(
                Function.identity(),
                action -> rules.stream().filter(rule -> rule.rule().effect() == effect && rule.rule().action() == action).toList()));
    }
}
