package dev.surety.contract;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who answers for the contract, whom it serves, who is never urgent, and who keeps the directory. */
final class PeopleRules implements ContractRules.Rules {

    @Override
    public void check(Contract contract, Findings findings) {
        reviewers(contract, findings);
        named(contract.tenants(), "tenant", Place.of("tenants"), findings);
        contract.roles().forEach((role, tags) -> named(tags, "tag", Place.of("roles", role), findings));
        priorities(contract, findings);
        provisioners(contract, findings);
    }

    private static void reviewers(Contract contract, Findings findings) {
        var place = Place.of("reviewers");
        named(contract.reviewers(), "reviewer", place, findings);
        if (!contract.reviewers().isEmpty() && contract.reviewers().stream().allMatch(contract.owner()::equals)) {
            findings.add(place, "only " + contract.owner() + ", who is the owner: name somebody else too");
        }
    }

    private static void priorities(Contract contract, Findings findings) {
        var place = Place.of("priorities");
        var rules = contract.priorities();
        for (var index = 0; index < rules.size(); index++) {
            Bounds.known(rules.get(index).role(), contract.roles(), "role", place.entry(index).key("role"), findings);
        }
        Bounds.unique(rules.stream().map(Contract.PriorityRule::role).toList(), place, findings);
    }

    private static void provisioners(Contract contract, Findings findings) {
        var place = Place.of("identity", "provisioners");
        var provisioners = contract.identity().provisioners();
        var tenants = contract.tenants().stream().distinct().collect(Collectors.toMap(Function.identity(), Function.identity()));
        for (var index = 0; index < provisioners.size(); index++) {
            Bounds.known(provisioners.get(index).tenant(), tenants, "tenant", place.entry(index).key("tenant"), findings);
        }
        // The service's name is all that says whose directory a request is about.
        Bounds.unique(provisioners.stream().map(Contract.Provisioner::service).toList(), place, findings);
    }

    private static void named(List<String> names, String what, Place place, Findings findings) {
        Bounds.notEmpty(names, what, place, findings);
        Bounds.unique(names, place, findings);
    }
}
