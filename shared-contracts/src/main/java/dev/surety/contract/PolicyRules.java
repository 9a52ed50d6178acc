package dev.surety.contract;

import dev.surety.policy.Decision;
import dev.surety.policy.Effect;
import dev.surety.policy.Policy;
import java.util.List;
import java.util.regex.Pattern;

/** Who may do what: that every rule has a name, can be asked, and says something only where somebody hears it. */
final class PolicyRules implements ContractRules.Rules {

    private static final Place RULES = Place.of("policy", "rules");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");

    @Override
    public void check(Contract contract, Findings findings) {
        var rules = contract.policy().rules();
        Bounds.notEmpty(rules, "rule", RULES, findings);
        Bounds.unique(rules.stream().map(Contract.PolicyRule::rule).toList(), RULES, findings);
        for (var index = 0; index < rules.size(); index++) {
            rule(rules.get(index), RULES.entry(index), contract, findings);
        }
    }

    /** The policy of a contract that was checked. */
    static Policy policy(Contract contract, String version) {
        return Policy.compiled(contract.policy().rules().stream().map(Contract.PolicyRule::asRule).toList(), contract.roles(), version);
    }

    private static void rule(Contract.PolicyRule rule, Place place, Contract contract, Findings findings) {
        if (!NAME.matcher(rule.rule()).matches()) {
            findings.add(place.key("rule"), "'" + rule.rule() + "' is no name: write up to 60 lower-case letters, digits and hyphens");
        }
        if (rule.rule().equals(Decision.NO_MATCH)) {
            findings.add(place.key("rule"), Decision.NO_MATCH + " stands for no rule at all: name it otherwise");
        }
        if (rule.rule().equals(Decision.DOCUMENT_ACCESS)) {
            findings.add(place.key("rule"), Decision.DOCUMENT_ACCESS + " stands for what a document says for itself: name it otherwise");
        }
        if (rule.words() != null && rule.effect() == Effect.ALLOW) {
            findings.add(place.key("words"), "nobody is told that something is allowed: leave the words out");
        }
        problems(rule, contract).forEach(problem -> findings.add(place.key("when"), rule.rule() + " " + problem));
    }

    private static List<String> problems(Contract.PolicyRule rule, Contract contract) {
        return Policy.problems(rule.asRule(), contract.roles().keySet());
    }
}
