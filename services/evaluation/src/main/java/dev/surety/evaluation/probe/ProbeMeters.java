package dev.surety.evaluation.probe;

import dev.surety.contract.SliceName;
import dev.surety.slo.Enforcement;
import dev.surety.slo.SliceCount;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** What a round came to: as a request of the contract's slice {@code revoke}, and as times by way. */
@ApplicationScoped
class ProbeMeters {

    private static final Logger LOG = Logger.getLogger(ProbeMeters.class);

    private final SliceCount revoke;
    private final MeterRegistry meters;

    ProbeMeters(Enforcement enforcement, MeterRegistry meters) {
        this.revoke = enforcement.count(SliceName.REVOKE);
        this.meters = meters;
    }

    void ended(String index, Taking taking, ProbeRound.Ending ending) {
        switch (ending) {
            case ProbeRound.Ending.Gone gone -> {
                times(taking, gone.after());
                var result = revoke.succeeded(gone.last(), List.of());
                LOG.infof("what was taken away is gone index=%s what=%s tookMs=%d result=%s", index, taking.label(), gone.last().toMillis(), result.label());
            }
            case ProbeRound.Ending.Late late -> {
                times(taking, late.after());
                revoke.failed();
                LOG.errorf("what was taken away is not gone index=%s what=%s still=%s", index, taking.label(), late.still().stream().map(Way::label).sorted().toList());
            }
            case ProbeRound.Ending.NotBegun notBegun -> {
                revoke.excluded();
                LOG.warnf("revocation could not be watched index=%s reason=%s", index, notBegun.why());
            }
        }
    }

    private void times(Taking taking, Map<Way, Duration> after) {
        after.forEach((way, time) -> Timer.builder("surety.revocation.lag")
                .description("time from a change of access or a deletion until nothing shows the document on a way")
                .tag("what", taking.label())
                .tag("way", way.label())
                .publishPercentileHistogram()
                .register(meters)
                .record(time));
    }
}
