package dev.surety.evaluation.record;

import dev.surety.evaluation.intake.Patience;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** With answer records. */
@Singleton
class RecordPatience extends Patience {

    RecordPatience(ConsumerConfig config, MeterRegistry meters) {
        super("answer records", "surety.evaluation.records", config.firstPause(), config.longestPause(), meters, "surety.evaluation.records.waiting");
    }
}
