package dev.surety.evaluation.record;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long to wait for retrieval to say which documents may still be read. */
@ConfigMapping(prefix = "surety.evaluation.readable")
interface ReadableConfig {

    /** What one question of up to 200 documents may take; at least a millisecond. */
    @WithDefault("2s")
    Duration timeout();
}
