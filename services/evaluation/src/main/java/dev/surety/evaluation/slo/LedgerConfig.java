package dev.surety.evaluation.slo;

import dev.surety.contract.Contract;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the ledger works. What it promises and when it acts is in the contract. */
@ConfigMapping(prefix = "surety.slo.ledger")
interface LedgerConfig {

    Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    /** Between two looks at the budgets, each of which is told to everybody: 100 ms to 60 s, and well below the contract's {@code silence}. */
    @WithDefault("5s")
    Duration pause();

    /** How far in the future a window may have started, by the clock here; at least nothing. */
    @WithDefault("5m")
    Duration skew();

    /** How much longer than the longest burn window of the contract single counts are kept, and late ones taken; at least a minute. */
    @WithDefault("1d")
    Duration slack();

    /** First pause before a window is tried again when PostgreSQL or Kafka does not take it; doubles with each try. More than nothing. */
    @WithDefault("200ms")
    Duration firstPause();

    /** Longest pause between two tries; at least the first one. */
    @WithDefault("10s")
    Duration longestPause();

    /** @throws IllegalArgumentException when a value is out of its bounds */
    static void check(LedgerConfig config) {
        if (config.pause().compareTo(SHORTEST_PAUSE) < 0 || config.pause().compareTo(LONGEST_PAUSE) > 0) {
            throw new IllegalArgumentException("surety.slo.ledger.pause is " + config.pause() + ", it must be 100ms to 60s");
        }
        if (config.skew().isNegative()) {
            throw new IllegalArgumentException("surety.slo.ledger.skew is " + config.skew() + ", it must be at least nothing");
        }
        if (config.slack().compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("surety.slo.ledger.slack is " + config.slack() + ", it must be at least 1m");
        }
    }

    /** How long single counts are kept under a contract. */
    default Duration keep(Contract contract) {
        return contract.errorBudget().windows().stream()
                .map(Contract.BurnWindow::longer)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO)
                .plus(slack());
    }
}
