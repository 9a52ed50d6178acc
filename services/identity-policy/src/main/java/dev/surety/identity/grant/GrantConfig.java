package dev.surety.identity.grant;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** How grants are issued. */
@ConfigMapping(prefix = "surety.grants")
interface GrantConfig {

    /**
     * How long a grant lives, unless the caller's token ends earlier: 5 to 60 seconds. Rights that are taken away at the provider
     * work on for this long at most, after the token itself.
     */
    @WithDefault("60s")
    Duration life();

    /** Longest grant in characters; it travels in a header, and a caller with too many groups is told so instead of losing some. */
    @WithDefault("12288")
    int longest();

    /** Names of the services that may believe a grant when the request doesn't say. */
    @WithDefault("inference,retrieval,ingestion,evaluation")
    Set<String> audience();
}
