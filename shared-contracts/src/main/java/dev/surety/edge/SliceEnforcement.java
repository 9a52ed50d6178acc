package dev.surety.edge;

import dev.surety.request.Ticker;
import dev.surety.slo.Enforcement;
import dev.surety.slo.Shedding;
import dev.surety.slo.SliceWindows;
import dev.surety.slo.WakeUps;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes {@code dev.surety.slo} injectable: {@link Enforcement} for the guards, {@link SliceWindows} as this replica's own {@code Counted}. */
@Singleton
class SliceEnforcement {

    @Produces
    @Singleton
    Ticker ticker() {
        return Ticker.SYSTEM;
    }

    /** Only as what it is: the scheduler wants an executor of the general type, and finds its own. */
    @Produces
    @Singleton
    @Typed(WakeUps.class)
    WakeUps wakeUps() {
        return new WakeUps(Infrastructure.getDefaultExecutor());
    }

    void stop(@Disposes WakeUps wakeUps) {
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
            Ticker ticker,
            WakeUps wakeUps) {
        return new Enforcement(contract::file, config.settings(), meters, windows, shedding, ticker, wakeUps);
    }
}
