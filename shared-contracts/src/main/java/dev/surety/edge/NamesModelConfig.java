package dev.surety.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A model that finds names of people in texts. None is on board. */
@ConfigMapping(prefix = "surety.redaction.names")
interface NamesModelConfig {

    /** Where it is, as whoever speaks the API of Presidio's analyzer has it: {@code POST analyze} is below. Without it, only names of the directory are known. */
    Optional<URI> url();

    /** A bearer token for it. */
    Optional<String> apiKey();

    /** The language that it is told the texts are in, as it names it. */
    @WithDefault("en")
    String language();

    /** How sure it has to be, 0 to 1. */
    @WithDefault("0.5")
    double atLeast();

    /** How long the texts of one step of a request may take, at least 1 ms. After that the step fails: what may hold a name does not leave. */
    @WithDefault("2s")
    Duration timeout();

    /** Calls of it at the same time, at least 1; more wait within the time-out. */
    @WithDefault("8")
    int atOnce();
}
