package dev.surety.edge;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractFile;
import dev.surety.contract.RejectedContract;
import dev.surety.policy.Policy;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The contract that this process obeys. A contract that does not add up stops start-up. While the process runs, the file is looked at again and again: a
 * changed one that adds up is in force at once and as a whole, one that does not is refused, and the old one stays.
 *
 * <p>Whoever decides more than once for one request takes {@link #file()} once and keeps it: the next call may give another.
 */
@Startup
@Singleton
public class ContractInForce {

    private static final Logger LOG = Logger.getLogger(ContractInForce.class);

    private final Path path;
    private final Clock clock;
    private final Thread watch;
    private volatile InForce inForce;
    private volatile Optional<Instant> refusedSince = Optional.empty();
    private String lastSeen;

    ContractInForce(
            @ConfigProperty(name = "surety.contract") Path path,
            @ConfigProperty(name = "surety.contract-check", defaultValue = "1s") Duration pause,
            Clock clock,
            MeterRegistry meters) {
        if (pause.toMillis() < 1) {
            throw new IllegalArgumentException("surety.contract-check is " + pause + ", it must be at least 1 ms");
        }
        this.path = path;
        this.clock = clock;
        this.inForce = new InForce(ContractFile.read(path), clock.instant());
        this.lastSeen = inForce.file().version();
        warn();
        meters.gauge("surety.contract.rejected", this, contract -> contract.refusedSince().isPresent() ? 1 : 0);
        this.watch = Thread.ofVirtual().name("contract-watch").start(() -> watch(pause));
    }

    /** The contract and its version, as one. */
    public ContractFile file() {
        return inForce.file();
    }

    public Contract contract() {
        return file().contract();
    }

    /** The compiled rules of the contract in force; of a request that pinned its contract, {@code file().policy()} is. */
    public Policy policy() {
        return file().policy();
    }

    /** Content hash, for answers and records. */
    public String version() {
        return file().version();
    }

    /** When this version came into force here. */
    public Instant since() {
        return inForce.since();
    }

    /** Since when the file holds something that was refused; empty while it holds what is in force. */
    public Optional<Instant> refusedSince() {
        return refusedSince;
    }

    void stop(@Observes ShutdownEvent event) {
        watch.interrupt();
    }

    private void watch(Duration pause) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(pause);
                look();
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** Reads the file if it changed since it was read last, in force or refused. */
    private void look() {
        var seen = ContractFile.versionOf(path).orElse("unreadable");
        if (seen.equals(lastSeen)) {
            return;
        }
        lastSeen = seen;
        try {
            var file = ContractFile.read(path);
            lastSeen = file.version();
            refusedSince = Optional.empty();
            if (!file.version().equals(version())) {
                LOG.infof("contract changed policyVersion=%s before=%s", file.version(), version());
                inForce = new InForce(file, clock.instant());
                warn();
            }
        } catch (RejectedContract rejected) {
            refusedSince = Optional.of(clock.instant());
            LOG.errorf("contract refused, the old one stays policyVersion=%s reason=%s", version(), rejected.getMessage());
        }
    }

    private void warn() {
        file().warnings(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .forEach(warning -> LOG.warnf("contract needs attention policyVersion=%s reason=%s", version(), warning));
    }

    private record InForce(ContractFile file, Instant since) {}
}
