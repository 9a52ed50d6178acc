package dev.surety.identity.decision;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How decisions are made. */
@ConfigMapping(prefix = "surety.decisions")
interface DecisionConfig {

    /** What ingestion may take to say who may read a document; at least a millisecond. */
    @WithDefault("2s")
    Duration ingestionTimeout();
}
