package dev.surety.inference.route;

import dev.surety.api.Passage;
import dev.surety.contract.Contract;
import dev.surety.contract.Tier;
import dev.surety.inference.permit.Rules;
import dev.surety.inference.retrieve.Found;
import dev.surety.policy.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which tiers may have the passages at hand before them. A tier that none of the rules lets is left out of every plan. */
@ApplicationScoped
class TierRights {

    private final Rules rules;
    private final UsableTiers tiers;

    TierRights(Rules rules, UsableTiers tiers) {
        this.rules = rules;
        this.tiers = tiers;
    }

    Rights of(Found found) {
        var contract = found.question().contract().contract();
        var clearance = found.passages().stream().mapToInt(Passage::clearance).max().orElse(0);
        var indexes = found.passages().stream().map(Passage::index).distinct().sorted().toList();
        var allowed = EnumSet.noneOf(Tier.class);
        var leftOut = new ArrayList<String>();
        for (var rule : contract.routing().tiers()) {
            if (tiers.usable(rule.tier(), contract)) {
                var decision = rules.ask(found.granted(), resource(rule, clearance, indexes));
                if (decision.isAllowed()) {
                    allowed.add(rule.tier());
                } else {
                    leftOut.add(rule.tier().label() + " left out by " + decision.rule());
                }
            }
        }
        return new Rights(allowed, leftOut);
    }

    private static Resource resource(Contract.TierRule rule, int clearance, List<String> indexes) {
        var call = rule.call();
        return Resource.useTier(
                rule.tier().label(),
                call == null ? "" : call.model(),
                rule.outside(),
                rule.region() == null ? "" : rule.region(),
                clearance,
                indexes);
    }

    /**
     * What the rules say.
     *
     * @param allowed tiers that can and may write
     * @param leftOut those that can and may not, each with the rule that says so
     */
    record Rights(Set<Tier> allowed, List<String> leftOut) {

        Rights {
            allowed = Set.copyOf(allowed);
            leftOut = List.copyOf(leftOut);
        }
    }
}
