package dev.surety.evaluation.ask;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How test people sign in: with a password of their own realm, never with a real person's. */
@ConfigMapping(prefix = "surety.evaluation.personas")
interface PersonaConfig {

    /** The client that signs them in; it must allow the direct access grant. */
    @WithDefault("surety-evaluation")
    String clientId();

    /** The client's secret; without it no suite can be run. */
    Optional<String> clientSecret();

    /** The one password of all test people; without it no suite can be run. */
    Optional<String> password();

    /** A token is used until this long before it ends; 0 or more. */
    @WithDefault("15s")
    Duration spare();
}
