package dev.surety.identity.decision;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.ClearanceSource;
import dev.surety.contract.GroupSource;
import dev.surety.edge.ContractInForce;
import dev.surety.identity.caller.GroupTags;
import dev.surety.identity.decision.DecisionRequest.About;
import dev.surety.identity.directory.Directory;
import dev.surety.identity.directory.Standing;
import dev.surety.policy.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;

/** People whom an administrator asks about. Blocking. */
@ApplicationScoped
class People {

    private final Directory directory;
    private final ContractInForce contract;

    People(Directory directory, ContractInForce contract) {
        this.directory = directory;
        this.contract = contract;
    }

    /** Somebody, and where it comes from what they have. */
    record Subject(Caller caller, Source from) {}

    /**
     * Somebody of the tenant.
     *
     * @throws ProblemException {@code person-refused} when no grant would be made out, {@code not-found} when the directory does not know the person
     */
    Subject of(String tenant, About about) {
        if (about.tags() != null && about.clearance() != null) {
            return new Subject(person(about.user(), tenant, about.tags(), about.clearance()), Source.REQUEST);
        }
        return switch (directory.entry(tenant, about.user()).standing()) {
            case Standing.Known known when known.active() -> new Subject(byDirectory(tenant, known), Source.DIRECTORY);
            case Standing.Known off -> throw refused("the directory has switched " + off.name() + " off");
            case Standing.Departed _ -> throw refused("the directory does not hold " + about.user() + " any more");
            case Standing.Unknown _ -> throw new ProblemException(
                    ProblemType.NOT_FOUND,
                    "the directory does not know " + about.user() + ": send caller.tags and caller.clearance as the person's token says them");
        };
    }

    /** What a token may add is not known here. */
    private Caller byDirectory(String tenant, Standing.Known known) {
        var rules = contract.contract().identity();
        if (rules.groups() == GroupSource.TOKEN || rules.clearance() == ClearanceSource.TOKEN) {
            throw new ProblemException(
                    ProblemType.NOT_FOUND,
                    "the contract takes groups or clearances from tokens only: send caller.tags and caller.clearance as the person's token says them");
        }
        return person(known.name(), tenant, GroupTags.of(known.groups()).tags(), known.clearance().orElse(0));
    }

    private static ProblemException refused(String why) {
        return new ProblemException(ProblemType.PERSON_REFUSED, why + ", so no grant is made out and nothing is allowed");
    }

    private static Caller person(String user, String tenant, Collection<String> furtherTags, int clearance) {
        var tags = new HashSet<>(furtherTags);
        tags.add("user:" + user);
        tags.add("tenant:" + tenant);
        return new Caller(user, tenant, tags, clearance, false, "");
    }
}
