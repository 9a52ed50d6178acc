package dev.surety.edge;

import dev.surety.slo.SloSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How slices are enforced and counted, as far as that is the operator's to say; what the business says is in the contract. {@link SloSettings} has the bounds. */
@ConfigMapping(prefix = "surety.slo")
interface SloConfig {

    /** Time that is counted together and told to the ledger, 1 s to 60 s, whole seconds. The ledger knows a burn no sooner than this. */
    @WithDefault("10s")
    Duration window();

    /** How long a replica keeps its own windows: to decide alone while evaluation is silent, and until Kafka took them. 1 h to 24 h. */
    @WithDefault("6h")
    Duration remember();

    /** The adaptive limit of a slice never falls below this, unless the contract allows less. 1 to 64. */
    @WithDefault("4")
    int leastLimit();

    /** Share of a slice's limit up to which evaluation traffic is let in; the rest is kept for people. Above 0, at most 1. */
    @WithDefault("0.8")
    double evaluationShare();

    /** The same for bulk traffic; at most {@code evaluation-share}. */
    @WithDefault("0.5")
    double bulkShare();

    /** Retries that each request earns: 0.1 is one retry for ten requests. 0 to 0.1. */
    @WithDefault("0.1")
    double retryShare();

    /** Retries a second that are allowed however few requests there are. 0 to 10. */
    @WithDefault("1")
    int retriesPerSecond();

    /** Whether anything is refused for want of room or time. False only counts: to see, in a benchmark or on the first day, what enforcement would do. */
    @WithDefault("true")
    boolean enforce();

    /** @throws IllegalArgumentException when a value is out of its bounds */
    default SloSettings settings() {
        return new SloSettings(window(), remember(), leastLimit(), evaluationShare(), bulkShare(), retryShare(), retriesPerSecond(), enforce());
    }
}
