package dev.surety.identity.scim;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much a provisioner may ask for at once. */
@ConfigMapping(prefix = "surety.scim")
interface ScimConfig {

    /** Largest body that is read at any time; larger ones, up to the limit of the HTTP server, are read one after the other. */
    @WithDefault("1M")
    MemorySize smallBody();

    /** How long a large body waits for its turn. */
    @WithDefault("30s")
    Duration patience();

    /** Entries of a list in one response, and how many there are when the request does not say; 1 to 1,000. */
    @WithDefault("200")
    int page();
}
