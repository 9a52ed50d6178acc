package dev.surety.identity.caller;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.Contract;
import dev.surety.edge.ContractInForce;
import dev.surety.identity.directory.Directory;
import dev.surety.identity.directory.Entry;
import dev.surety.identity.directory.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Who a caller is, by the token and by the directory; the contract says whose word holds. Whom the directory has switched off is refused, whatever the token
 * says. Blocking.
 */
@ApplicationScoped
class Principals {

    private static final Logger LOG = Logger.getLogger(Principals.class);

    private final Directory directory;
    private final ContractInForce contract;

    Principals(Directory directory, ContractInForce contract) {
        this.directory = directory;
        this.contract = contract;
    }

    /** @throws ProblemException {@code person-refused} or {@code groups-unknown} */
    Caller caller(Claimed claimed) {
        return switch (claimed) {
            case Claimed.Service service -> new Caller.Service(service.name(), service.expiresAt());
            case Claimed.Person person -> {
                var rules = contract.contract().identity();
                yield person(person, directory.entry(person.tenant(), person.name(), namesAskedAbout(person.groups(), rules)), rules);
            }
        };
    }

    /** Groups in groups are the directory's to tell, so that a denial of an outer group holds for whom the token puts into an inner one. */
    private static Set<String> namesAskedAbout(Claimed.Groups claimed, Contract.Identity rules) {
        return switch (rules.groups()) {
            case TOKEN -> Set.of();
            case DIRECTORY, BOTH -> switch (claimed) {
                case Claimed.Groups.Elsewhere _ -> Set.of();
                case Claimed.Groups.Named(var tags) -> GroupTags.paths(tags);
            };
        };
    }

    /** Who a person is, by what the token and the directory say. @throws ProblemException as {@link #caller} */
    static Caller person(Claimed.Person claimed, Entry entry, Contract.Identity rules) {
        return switch (entry.standing()) {
            case Standing.Known known -> known(claimed, known, entry, rules);
            case Standing.Departed _ -> throw refused("the directory does not hold this person any more");
            case Standing.Unknown _ -> unknown(claimed, entry, rules);
        };
    }

    private static Caller known(Claimed.Person claimed, Standing.Known known, Entry entry, Contract.Identity rules) {
        if (!known.active()) {
            throw refused("the directory has switched this person off");
        }
        if (!known.name().equalsIgnoreCase(claimed.name())) {
            // Written in other characters, and folded to the same: somebody may have chosen the name for that.
            throw refused("the token's user name is not the directory's, although it looks like it");
        }
        var tags = groups(claimed.groups(), known, entry.around(), rules);
        if (!known.name().equals(claimed.name())) {
            tags.add("user:" + claimed.name());
        }
        return new Caller.Person(
                known.name(), claimed.tenant(), tags, clearance(claimed.clearance(), known, rules), claimed.expiresAt(), entry.epoch(), claimed.actor());
    }

    private static Caller unknown(Claimed.Person claimed, Entry entry, Contract.Identity rules) {
        return switch (rules.unknownPeople()) {
            case REFUSE -> throw refused("the directory does not hold this person");
            case TOKEN -> switch (claimed.groups()) {
                case Claimed.Groups.Elsewhere _ -> throw groupsUnknown("the directory does not hold the person");
                case Claimed.Groups.Named(var tags) -> new Caller.Person(
                        claimed.name(), claimed.tenant(), with(tags, entry.around()), claimed.clearance(), claimed.expiresAt(), entry.epoch(), claimed.actor());
            };
        };
    }

    private static Set<String> groups(Claimed.Groups claimed, Standing.Known known, Set<String> around, Contract.Identity rules) {
        return switch (rules.groups()) {
            case DIRECTORY -> new HashSet<>(GroupTags.of(known.groups()).tags());
            case TOKEN -> switch (claimed) {
                case Claimed.Groups.Elsewhere _ -> throw groupsUnknown("the contract takes them from tokens only");
                case Claimed.Groups.Named(var tags) -> new HashSet<>(tags);
            };
            case BOTH -> {
                var tags = new HashSet<>(GroupTags.of(known.groups()).tags());
                if (claimed instanceof Claimed.Groups.Named(var named)) {
                    tags.addAll(with(named, around));
                }
                yield tags;
            }
        };
    }

    private static Set<String> with(Set<String> tags, Set<String> around) {
        var all = new HashSet<>(GroupTags.of(around).tags());
        all.addAll(tags);
        return all;
    }

    private static int clearance(int claimed, Standing.Known known, Contract.Identity rules) {
        return switch (rules.clearance()) {
            case TOKEN -> claimed;
            case DIRECTORY -> known.clearance().orElse(0);
            // Where the directory says nothing there is one word only, and the lower of one is it.
            case LOWER -> Math.min(claimed, known.clearance().orElse(claimed));
        };
    }

    private static ProblemException refused(String detail) {
        LOG.debugf("a person is refused reason=\"%s\"", detail);
        return new ProblemException(ProblemType.PERSON_REFUSED, detail);
    }

    private static ProblemException groupsUnknown(String why) {
        return new ProblemException(ProblemType.GROUPS_UNKNOWN, "the token leaves the groups out because they are too many, and " + why);
    }
}
