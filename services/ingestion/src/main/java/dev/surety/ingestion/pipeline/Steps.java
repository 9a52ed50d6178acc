package dev.surety.ingestion.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Times the steps of the pipeline, failed ones too. */
@Singleton
final class Steps {

    private final Map<Step, Timer> timers = new EnumMap<>(Step.class);

    Steps(MeterRegistry metrics) {
        for (var step : Step.values()) {
            timers.put(step, Timer.builder("surety.ingestion.step").tag("step", step.label()).publishPercentileHistogram().register(metrics));
        }
    }

    <T> T time(Step step, Supplier<T> work) {
        return timers.get(step).record(work);
    }

    /** The steps, in order. */
    enum Step {
        READ,
        PARSE,
        CHUNK,
        EMBED,
        INDEX,
        REGISTER;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
