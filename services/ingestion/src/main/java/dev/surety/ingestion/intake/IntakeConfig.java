package dev.surety.ingestion.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the consumer behaves when something it needs is down. */
@ConfigMapping(prefix = "surety.ingestion")
public interface IntakeConfig {

    /** First pause after a failure; it doubles each time. */
    @WithDefault("500ms")
    Duration retryFirst();

    /** Longest pause between two attempts. */
    @WithDefault("15s")
    Duration retryLongest();

    /** How long handled events are remembered; a replay that reaches further back is handled again, with the same outcome. */
    @WithDefault("14d")
    Duration rememberEvents();

    /** A change of access that has not had its turn after this time closes ahead of it what it closes, 0 s to 5 s. */
    @WithDefault("1s")
    Duration headStart();

    /** More would leave too little of what a revocation may take. */
    Duration LONGEST_HEAD_START = Duration.ofSeconds(5);
}
