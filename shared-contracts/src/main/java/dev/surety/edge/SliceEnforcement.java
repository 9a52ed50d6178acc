package dev.surety.edge;

import dev.surety.request.Ticker;
import dev.surety.slo.Enforcement;
import dev.surety.slo.Shedding;
import dev.surety.slo.SliceWindows;
import dev.surety.slo.WakeUps;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes {@code dev.surety.slo} injectable: {@link Enforcement} for the guards, {@link SliceWindows} as this replica's own {@code Counted}. */
@Singleton
class SliceEnforcement {

    // No bean of its own: whoever injects some executor would find two.
    private final WakeUps wakeUps = new WakeUps(Infrastructure.getDefaultExecutor());

    @Produces
    @Singleton
    Ticker ticker() {
        return Ticker.SYSTEM;
    }

    @PreDestroy
    void stop() {
        wakeUps.shutdownNow();
    }

    @Produces
    @Singleton
    SliceWindows windows(Replica replica, SloConfig config, Clock clock, ContractInForce contract) {
        return new SliceWindows(replica.service(), replica.name(), config.settings(), clock, contract::version);
    }

    @Produces
    @Singleton
    Enforcement enforcement(
            ContractInForce contract,
            SloConfig config,
            MeterRegistry meters,
            SliceWindows windows,
            Shedding shedding,
            Ticker ticker) {
        return new Enforcement(contract::file, config.settings(), meters, windows, shedding, ticker, wakeUps);
    }

    /** Until somebody listens to burn states, nobody is turned away for them. */
    @Produces
    @Singleton
    @DefaultBean
    Shedding nobodyIsShed() {
        return Shedding.NONE;
    }
}
