package dev.surety.identity.caller;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.Contract;
import dev.surety.contract.ContractFile;
import dev.surety.contract.GroupSource;
import dev.surety.edge.ContractInForce;
import dev.surety.identity.directory.Directory;
import dev.surety.identity.directory.Standing;
import dev.surety.policy.PolicyRequest;
import dev.surety.policy.Resource;
import dev.surety.request.SuretyHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Services that act for people. Nobody has the person's token then: who the person is, and in which groups, only the directory can say, and whether the service
 * may act at all, the policy does. Blocking.
 */
@ApplicationScoped
class Acting {

    private static final Logger LOG = Logger.getLogger(Acting.class);

    private final Directory directory;
    private final ContractInForce contract;
    private final Clock clock;

    Acting(Directory directory, ContractInForce contract, Clock clock) {
        this.directory = directory;
        this.contract = contract;
        this.clock = clock;
    }

    /**
     * The person, with the service as actor.
     *
     * @param header the person's user name, percent-encoded in UTF-8
     * @throws ProblemException {@code forbidden} when the policy does not allow it, {@code person-refused} and {@code groups-unknown} as for the person's own
     *     token, {@code invalid-request} when the header holds no name
     */
    Caller caller(Claimed claimed, String header) {
        return switch (claimed) {
            case Claimed.Service service -> caller(service, name(header));
            case Claimed.Person _ -> throw forbidden("a person asks in the person's own name");
        };
    }

    private Caller caller(Claimed.Service service, String name) {
        var file = contract.file();
        var tenant = tenant(service, name, file.contract());
        allow(service, name, tenant, file);
        // An empty tenant holds nobody.
        var entry = directory.entry(tenant, name);
        if (!(entry.standing() instanceof Standing.Known known) || !known.active() || !known.name().equalsIgnoreCase(name)) {
            throw new ProblemException(ProblemType.PERSON_REFUSED, "the directory does not hold this person, or has switched the person off");
        }
        if (file.contract().identity().groups() == GroupSource.TOKEN) {
            throw new ProblemException(ProblemType.GROUPS_UNKNOWN, "the contract takes groups from tokens only, and who acts for a person has none of the person's");
        }
        return new Caller.Person(
                known.name(), tenant, GroupTags.of(known.groups()).tags(), Math.min(known.clearance().orElse(0), service.limit()), service.expiresAt(), entry.epoch(),
                service.name());
    }

    /** The tenant whose person it is; empty when none or more than one holds such a person. */
    private String tenant(Claimed.Service service, String name, Contract contract) {
        var among = service.tenant() == null ? contract.tenants() : List.of(service.tenant());
        var holding = directory.tenantsWith(name, among);
        return holding.size() == 1 ? holding.getFirst() : "";
    }

    private void allow(Claimed.Service service, String name, String tenant, ContractFile file) {
        var self = new Caller.Service(service.name(), service.expiresAt());
        var asking = new dev.surety.policy.Caller(self.subject(), self.tenant(), Set.copyOf(self.tags()), 0, true, "");
        var decision = file.policy().decide(new PolicyRequest(asking, Resource.actFor(name, tenant), clock.instant()));
        if (!decision.isAllowed()) {
            LOG.infof("a service may not act for somebody service=%s rule=%s policyVersion=%s", service.name(), decision.rule(), decision.policyVersion());
            throw forbidden("the policy does not let " + service.name() + " act for this person");
        }
    }

    private static String name(String header) {
        try {
            // A plus is a plus here, unlike in a form.
            var name = URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (Caller.isName(name)) {
                return name;
            }
        } catch (IllegalArgumentException notEncoded) {
            LOG.debug("a name is not percent-encoded");
        }
        throw ProblemException.invalid(SuretyHeaders.ON_BEHALF_OF, "the header " + SuretyHeaders.ON_BEHALF_OF + " holds no user name in percent-encoded UTF-8");
    }

    private static ProblemException forbidden(String detail) {
        return new ProblemException(ProblemType.FORBIDDEN, detail);
    }
}
