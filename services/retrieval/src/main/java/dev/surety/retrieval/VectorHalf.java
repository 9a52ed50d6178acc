package dev.surety.retrieval;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Whether searches by meaning work; a change is logged once, not for every search. */
@ApplicationScoped
class VectorHalf {

    private static final Logger LOG = Logger.getLogger(VectorHalf.class);

    private final AtomicBoolean working = new AtomicBoolean(true);
    private final MeterRegistry meters;

    VectorHalf(MeterRegistry meters) {
        this.meters = meters;
        meters.gauge("surety.retrieval.vector.working", working, state -> state.get() ? 1 : 0);
    }

    /** The question could not be embedded in time: it is searched by its words. */
    Optional<float[]> failed(Throwable failure) {
        if (working.compareAndSet(true, false)) {
            LOG.warnf("searching by words only mode=lexical-only reason=%s", failure.getClass().getSimpleName());
        }
        return Optional.empty();
    }

    /** What the engine's half of it came to. */
    void done(boolean worked) {
        if (worked) {
            if (working.compareAndSet(false, true)) {
                LOG.infof("searching by words and meaning again mode=lexical-only");
            }
            return;
        }
        meters.counter("surety.retrieval.degraded", "mode", "lexical-only").increment();
        if (working.compareAndSet(true, false)) {
            LOG.warnf("searching by words only mode=lexical-only reason=engine");
        }
    }
}
