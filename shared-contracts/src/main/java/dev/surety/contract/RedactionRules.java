package dev.surety.contract;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is taken out of texts: once for each purpose, never less than what may not stay, and turned back only where somebody is there to do it. */
final class RedactionRules implements ContractRules.Rules {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    @Override
    public void check(Contract contract, Findings findings) {
        var place = Place.of("redaction");
        var rules = contract.redaction();
        for (var index = 0; index < rules.size(); index++) {
            check(rules.get(index), place.entry(index), findings);
        }
        Bounds.unique(rules.stream().map(Contract.RedactionRule::purpose).toList(), place, findings);
    }

    private static void check(Contract.RedactionRule rule, Place place, Findings findings) {
        Bounds.unique(rule.kinds(), place.key("kinds"), findings);
        if (rule.purpose().stays() && !rule.kinds().contains(RedactionKind.SECRET)) {
            findings.add(place.key("kinds"), "leaves out secret, which no " + rule.purpose().label() + " may keep: name it");
        }
        if (rule.reversible() && rule.purpose() != RedactionPurpose.PROMPT) {
            findings.add(place.key("reversible"), "only what a model gets is turned back, not what is for " + rule.purpose().label() + ": write false");
        }
        regions(rule.regions(), place.key("regions"), findings);
    }

    private static void regions(List<String> regions, Place place, Findings findings) {
        Bounds.unique(regions, place, findings);
        for (var index = 0; index < regions.size(); index++) {
            if (!COUNTRIES.contains(regions.get(index))) {
                findings.add(place.entry(index), "there is no country '" + regions.get(index) + "': write two capital letters of ISO 3166-1, for instance US");
            }
        }
    }
}
