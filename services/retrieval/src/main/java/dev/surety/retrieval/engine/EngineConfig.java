package dev.surety.retrieval.engine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How the engine is asked. */
@ConfigMapping(prefix = "surety.engine")
public interface EngineConfig {

    /** Candidates of each half, 1 to 500. */
    @WithDefault("50")
    @Min(1)
    @Max(500)
    int candidates();
}
