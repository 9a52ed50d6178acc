package dev.surety.inference.retrieve;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How much is asked of retrieval. */
@ConfigMapping(prefix = "surety.retrieve")
public interface RetrieveConfig {

    /** Passages asked for, 1 to 50. */
    @WithDefault("10")
    @Min(1)
    @Max(50)
    int passages();
}
