package dev.surety.retrieval.engine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the engine is asked. */
@ConfigMapping(prefix = "surety.engine")
public interface EngineConfig {

    /** Candidates of each half, 1 to 500. */
    @WithDefault("50")
    @Min(1)
    @Max(500)
    int candidates();

    /** How long the list of live indexes may be used, 0 to 1 minute: a new index is not searched sooner by those who search all. */
    @WithDefault("1s")
    @DurationMin(seconds = 0)
    @DurationMax(minutes = 1)
    Duration indexNamesLast();
}
