package dev.surety.evaluation.ask;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patiently a suite asks. */
@ConfigMapping(prefix = "surety.evaluation.asking")
interface AskConfig {

    /** How long to wait for the record of an answer; at least a second. */
    @WithDefault("20s")
    Duration recordWait();

    /** Between two looks for it; more than nothing. */
    @WithDefault("100ms")
    Duration recordPause();
}
