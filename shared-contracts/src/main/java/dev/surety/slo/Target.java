package dev.surety.slo;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractFile;
import dev.surety.contract.Counts;
import dev.surety.contract.Degradation;
import dev.surety.contract.SliceName;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one version of the contract asks of an objective.
 *
 * @param file        the version
 * @param latency     requests that take longer are late
 * @param timeout     after which it gives up
 * @param concurrency the most that its adaptive limit may allow
 * @param bad         modes whose answers count as failed
 */
record Target(ContractFile file, Duration latency, Duration timeout, int concurrency, Set<Degradation> bad) {

    static Target of(@Nullable SliceName slice, ContractFile file) {
        var contract = file.contract();
        var bad = contract.degradation().stream()
                .filter(entry -> entry.counts() == Counts.BAD)
                .map(Contract.DegradationMode::mode)
                .collect(Collectors.toUnmodifiableSet());
        if (slice == null) {
            var objectives = contract.objectives();
            return new Target(
                    file, objectives.latency().target(), objectives.longestDeadline(), contract.slices().admit().concurrency(), bad);
        }
        var own = contract.slices().of(slice);
        return new Target(file, own.latency().target(), own.timeout(), own.concurrency(), bad);
    }

    boolean isBad(Collection<Degradation> modes) {
        return !modes.isEmpty() && !bad.isEmpty() && modes.stream().anyMatch(bad::contains);
    }
}
