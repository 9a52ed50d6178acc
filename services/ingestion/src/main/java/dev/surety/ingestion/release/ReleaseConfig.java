package dev.surety.ingestion.release;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When changes become visible and are announced. */
@ConfigMapping(prefix = "surety.ingestion")
public interface ReleaseConfig {

    /** New and changed documents are made visible this often; a deletion or a change of access does not wait for it. At least one second. */
    @WithDefault("1s")
    Duration announceEvery();

    /** How often the state of every index is repeated for readers that came late. At least one second. */
    @WithDefault("30s")
    Duration repeatEvery();
}
