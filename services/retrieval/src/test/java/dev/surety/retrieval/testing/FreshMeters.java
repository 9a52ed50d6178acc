package dev.surety.retrieval.testing;

import io.micrometer.core.instrument.Metrics;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** One JVM runs several applications in turn here. The registry of all of them would keep the gauges of the first, which then look at nothing. */
@ApplicationScoped
class FreshMeters {

    void forget(@Observes ShutdownEvent over) {
        Metrics.globalRegistry.clear();
    }
}
