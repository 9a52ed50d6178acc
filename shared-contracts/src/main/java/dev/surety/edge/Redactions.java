package dev.surety.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.surety.contract.ContractFile;
import dev.surety.edge.GrantExchange.HeldGrant;
import dev.surety.redaction.KnownPeople;
import dev.surety.redaction.Redactor;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** What is taken out of texts, by the contract that counts: of a request that pinned its contract that one, of everything else the one in force. */
@Startup
@Singleton
public class Redactions {

    private static final Logger LOG = Logger.getLogger(Redactions.class);
    // Of tenants, before and after a change of the contract or of their people.
    private static final int MOST_KEPT = 64;

    private final ContractInForce contract;
    private final TenantNames names;
    private final MeterRegistry meters;
    private final Cache<Rules, Redaction> kept = Caffeine.newBuilder().maximumSize(MOST_KEPT).build();
    private volatile String lastWarned = "";

    Redactions(ContractInForce contract, TenantNames names, MeterRegistry meters) {
        this.contract = contract;
        this.names = names;
        this.meters = meters;
        RedactedLines.by(this);
        inForce();
    }

    /** By the contract in force, for what belongs to no tenant: no names of people are known there. */
    public Redaction inForce() {
        var file = contract.file();
        var redaction = by(file, KnownPeople.NOBODY);
        if (!lastWarned.equals(file.version())) {
            lastWarned = file.version();
            redaction.inVain().forEach(purpose -> LOG.warnf(
                    "names are to be taken out of what belongs to no tenant, where nobody's is known policyVersion=%s purpose=%s",
                    file.version(),
                    purpose.label()));
        }
        return redaction;
    }

    /**
     * By the contract that a request came in with, with the names of the caller's tenant if it takes out any. Fails with {@code identity-unavailable} when nobody can
     * say whose they are.
     */
    public Uni<Redaction> by(ContractFile file, HeldGrant held) {
        return SameContext.backHere(names.of(file.contract(), held).map(people -> by(file, people)));
    }

    /** By a contract, with the names of these people. */
    public Redaction by(ContractFile file, KnownPeople people) {
        return kept.get(new Rules(file.version(), people), rules -> new Redaction(Redactor.of(file.contract(), people), meters));
    }

    /** Handlers of lines that the configuration names, and those that anybody else has added by now. */
    void start(@Observes StartupEvent event) {
        RedactedLines.guardEveryHandler();
    }

    void stop(@Observes ShutdownEvent event) {
        RedactedLines.byNoContract();
    }

    private record Rules(String version, KnownPeople people) {}
}
