package dev.surety.ingestion.documents;

import dev.surety.edge.ContractInForce;
import dev.surety.grant.Grant;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.List;

/** Who may know of an index's releases, and who may let one go live. What is not named here may not. */
@Singleton
final class ReleaseRights {

    /** Role of the contract; without it only our own services promote. */
    private static final String RELEASE_MANAGERS = "release-managers";

    private final ContractInForce contract;

    ReleaseRights(ContractInForce contract) {
        this.contract = contract;
    }

    boolean mayKnow(Grant caller) {
        return mayPromote(caller) || isAuditor(caller);
    }

    /** Another tenant's group of that name is another group. */
    boolean isAuditor(Grant caller) {
        return isOfTheContract(caller) && caller.isAuditor();
    }

    /** One of our services, or a release manager among the people that the contract is about. */
    boolean mayPromote(Grant caller) {
        var managers = contract.contract().roles().getOrDefault(RELEASE_MANAGERS, List.of());
        return caller.isService() || (isOfTheContract(caller) && !Collections.disjoint(managers, caller.tags()));
    }

    private boolean isOfTheContract(Grant caller) {
        return contract.contract().tenants().contains(caller.tenant());
    }
}
