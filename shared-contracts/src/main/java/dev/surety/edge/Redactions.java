package dev.surety.edge;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.surety.contract.ContractFile;
import dev.surety.redaction.KnownPeople;
import dev.surety.redaction.Redactor;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * What is taken out of texts, by the contract that counts: of a request that pinned its contract that one, of everything else the one in force. Names come from
 * the application's {@link KnownPeople}, if it has one, and are read again every minute.
 */
@Startup
@Singleton
public class Redactions {

    private static final Logger LOG = Logger.getLogger(Redactions.class);
    private static final Duration NAMES_LAST = Duration.ofMinutes(1);
    // The one in force, and those of requests that came before it.
    private static final int MOST_CONTRACTS = 4;

    private final ContractInForce contract;
    private final MeterRegistry meters;
    private final KnownPeople people;
    private final LoadingCache<ContractFile, Redaction> byContract;
    private volatile String lastWarned = "";

    @Inject
    Redactions(ContractInForce contract, MeterRegistry meters, Instance<KnownPeople> people) {
        this(contract, meters, people.isResolvable() ? people.get() : KnownPeople.NOBODY);
    }

    Redactions(ContractInForce contract, MeterRegistry meters, KnownPeople people) {
        this.contract = contract;
        this.meters = meters;
        this.people = people;
        this.byContract = Caffeine.newBuilder().maximumSize(MOST_CONTRACTS).expireAfterWrite(NAMES_LAST).build(this::made);
        RedactedLines.by(this);
        inForce();
    }

    /** By the contract in force. */
    public Redaction inForce() {
        return by(contract.file());
    }

    /** By the contract that a request came in with. */
    public Redaction by(ContractFile file) {
        var redaction = byContract.get(file);
        if (!lastWarned.equals(file.version())) {
            lastWarned = file.version();
            redaction.inVain().forEach(purpose -> LOG.warnf(
                    "names are to be taken out and nobody's is known policyVersion=%s purpose=%s", file.version(), purpose.label()));
        }
        return redaction;
    }

    /** Handlers of lines that the configuration names, and those that anybody else has added by now. */
    void start(@Observes StartupEvent event) {
        RedactedLines.guardEveryHandler();
    }

    void stop(@Observes ShutdownEvent event) {
        RedactedLines.byNoContract();
    }

    private Redaction made(ContractFile file) {
        return new Redaction(Redactor.of(file.contract(), people), meters);
    }
}
