package dev.surety.inference.recall;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the cache is operated; how long answers are kept is the contract's. */
@ConfigMapping(prefix = "surety.recall")
public interface RecallConfig {

    /** After this long without a word from ingestion the state of the documents counts as unknown; its heartbeat is 30 s. */
    @WithDefault("90s")
    Duration longestSilence();

    /** How long retrieval may take to say whether the documents behind a kept answer may still be read; then it is answered anew. At least 1ms. */
    @WithDefault("500ms")
    Duration lookAgain();
}
