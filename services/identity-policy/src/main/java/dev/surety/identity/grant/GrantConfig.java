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

    /** A grant with more tags than this carries their digest instead; 0 to 1000. */
    @WithDefault("100")
    int listedTags();

    /** Longest grant in characters that carries its tags; it travels in a header. A longer one carries their digest. */
    @WithDefault("12288")
    int longest();

    /**
     * Most tags of a caller, 1 to 60,000: the search engine takes 65,536 terms in one filter. A caller with more is told so instead of losing some, because a lost
     * tag may be one that is denied.
     */
    @WithDefault("50000")
    int mostTags();

    /** Names of the services that may believe a grant when the request doesn't say. */
    @WithDefault("inference,retrieval,ingestion,evaluation")
    Set<String> audience();
}
