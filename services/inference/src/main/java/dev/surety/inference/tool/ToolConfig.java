package dev.surety.inference.tool;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;

/** Where tools are, and how long their calls are known. */
@ConfigMapping(prefix = "surety.tools")
public interface ToolConfig {

    /** By the name that the contract writes as <code>${name}</code>: an address of {@code http} or {@code https}, perhaps with a path. A tool whose endpoint is not here is not configured. */
    Map<String, String> endpoints();

    /** By the name that the contract writes as {@code secret}: the whole value of a header, such as {@code Bearer …}. A tool whose secret is not here is not configured. */
    Map<String, String> secrets();

    /** Calls at once, in this replica; more are refused with {@code overloaded}. 1 to 1000. */
    @WithDefault("16")
    @Min(1)
    @Max(1000)
    int atOnce();

    /** How long a person has to confirm a call, 1 s to 1 d. */
    @WithDefault("10m")
    Duration confirmation();

    /** How long calls, and the results of those with an idempotency key, are kept in the database, 1 h to 30 d. */
    @WithDefault("1d")
    Duration remembered();

    /** How long after its time-out a call that nobody settled counts as unknown, 1 s to 1 h. */
    @WithDefault("1m")
    Duration grace();

    /** Pause before calls that nobody settled, and those that need not be known any more, are looked for again; 100 ms to 1 h. */
    @WithDefault("1m")
    Duration pause();

    /** After which a statement of the database counts as failed, 1 ms to 1 min. */
    @WithDefault("2s")
    Duration timeout();
}
