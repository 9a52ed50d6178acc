package dev.surety.identity.redaction;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How names of people are kept. */
@ConfigMapping(prefix = "surety.known-names")
interface NamesConfig {

    /**
     * How long the names of a tenant are kept after they were read, at least a millisecond. Whoever comes or goes is known at once; another name of the same
     * person within this time.
     */
    @WithDefault("60s")
    Duration kept();

    /** Names that are kept of all tenants together, at least 1. Those of a tenant with more are read for every request. */
    @WithDefault("5000000")
    long most();
}
