package dev.surety.evaluation.probe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether and how revocation is watched. What is promised is in the contract: the slice {@code revoke}. */
@ConfigMapping(prefix = "surety.evaluation.probe")
interface ProbeConfig {

    Duration SHORTEST_PERIOD = Duration.ofSeconds(10);
    Duration LONGEST_PERIOD = Duration.ofDays(1);

    /** Indexes to watch, each with a document of the probe's own; without any there is no probe. */
    Optional<List<String>> indexes();

    /** The client by whose credentials the probe signs in; its tokens say that it is the service {@code service}. */
    @WithDefault("surety-probe")
    String clientId();

    /** The client's secret; without it there is no probe. */
    Optional<String> clientSecret();

    /** Name of the probe's service account: {@code service:<name>} is the one tag that may read its documents. */
    @WithDefault("probe")
    String service();

    /** Between two rounds, each of which is about one index: 10s to 1d. Each round makes two states of the index, and cached answers of earlier ones are dropped. */
    @WithDefault("5m")
    Duration period();

    /** Between two looks: 10ms to 5s. The measured lag is at most this, and what a look takes, too long. */
    @WithDefault("250ms")
    Duration pause();

    /** How long the document may take to be found and answered from before it is taken away: 1s to 10m. A round that does not get there counts for nothing. */
    @WithDefault("2m")
    Duration warmUp();

    /** What a single call may take: 100ms to 1m. */
    @WithDefault("5s")
    Duration timeout();

    /** @throws IllegalArgumentException when a value is out of its bounds */
    static void check(ProbeConfig config) {
        within("period", config.period(), SHORTEST_PERIOD, LONGEST_PERIOD);
        within("pause", config.pause(), Duration.ofMillis(10), Duration.ofSeconds(5));
        within("warm-up", config.warmUp(), Duration.ofSeconds(1), Duration.ofMinutes(10));
        within("timeout", config.timeout(), Duration.ofMillis(100), Duration.ofMinutes(1));
    }

    private static void within(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("surety.evaluation.probe.%s is %s, it must be %s to %s".formatted(key, value, least, most));
        }
    }
}
