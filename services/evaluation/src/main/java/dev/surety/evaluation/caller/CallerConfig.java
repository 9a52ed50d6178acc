package dev.surety.evaluation.caller;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long to wait for identity-policy. */
@ConfigMapping(prefix = "surety.evaluation.callers")
interface CallerConfig {

    /** What identity-policy may take to say who is calling; more than nothing. */
    @WithDefault("2s")
    Duration timeout();
}
