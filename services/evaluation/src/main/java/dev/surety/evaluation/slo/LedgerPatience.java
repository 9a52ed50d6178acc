package dev.surety.evaluation.slo;

import dev.surety.evaluation.intake.Patience;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** With counts of windows. */
@Singleton
class LedgerPatience extends Patience {

    LedgerPatience(LedgerConfig config, MeterRegistry meters) {
        super("counts of windows", "surety.slo.ledger", config.firstPause(), config.longestPause(), meters, "surety.ledger.windows.waiting");
    }
}
