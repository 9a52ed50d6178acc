package dev.surety.evaluation.decision;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patient the consumer of decisions is. */
@ConfigMapping(prefix = "surety.evaluation.decisions")
interface DecisionConfig {

    /** First pause before a decision is tried again when OpenSearch or Kafka does not take it; doubles with each try. More than nothing. */
    @WithDefault("200ms")
    Duration firstPause();

    /** Longest pause between two tries; at least the first one. */
    @WithDefault("10s")
    Duration longestPause();
}
