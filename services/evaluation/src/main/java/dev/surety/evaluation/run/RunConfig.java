package dev.surety.evaluation.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much of the assistant suite runs may take. */
@ConfigMapping(prefix = "surety.evaluation.runs")
interface RunConfig {

    /** Questions asked at once, over all runs; 1 to 64. More than people would ask measures the queue, not the answers. */
    @WithDefault("2")
    int concurrency();

    /** Runs under way at once; a further one is refused. At least 1. */
    @WithDefault("4")
    int mostRunning();

    /** How often events that Kafka did not take are tried again; at least a second. */
    @WithDefault("10s")
    Duration eventRetry();
}
