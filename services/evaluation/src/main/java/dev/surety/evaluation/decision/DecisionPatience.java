package dev.surety.evaluation.decision;

import dev.surety.evaluation.intake.Patience;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** With decisions. */
@Singleton
class DecisionPatience extends Patience {

    DecisionPatience(DecisionConfig config, MeterRegistry meters) {
        super("decisions", "surety.evaluation.decisions", config.firstPause(), config.longestPause(), meters, "surety.evaluation.decisions.waiting");
    }
}
