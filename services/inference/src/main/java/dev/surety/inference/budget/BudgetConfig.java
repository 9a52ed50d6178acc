package dev.surety.inference.budget;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.time.Duration;

/** How budgets are leased. */
@ConfigMapping(prefix = "surety.budget")
public interface BudgetConfig {

    /**
     * How long a lease lives without a word of its replica, 1 s to 5 min. A heartbeat every third of it renews it; after the death of a replica its money
     * is the others' again this much later, but for what was committed.
     */
    @WithDefault("10s")
    Duration lease();

    /** The largest lease, as a share of the day's amount, 0.001 to 0.5. Leases get smaller as the day's money does. */
    @WithDefault("0.1")
    @DecimalMin("0.001")
    @DecimalMax("0.5")
    double largestLease();

    /**
     * What is committed to a replica ahead of need, as a share of the day's amount, 0.0001 to 0.1: the most that is lost of the day's money when a replica
     * dies, and how often a replica asks for more.
     */
    @WithDefault("0.01")
    @DecimalMin("0.0001")
    @DecimalMax("0.1")
    double step();

    /** How long a replica believes that there is no more, before it asks again; 1 ms to 1 min. */
    @WithDefault("1s")
    Duration remembered();

    /** The longest that a request waits for the database, 1 ms to 1 min, and never longer than its deadline; then it goes on without spending. */
    @WithDefault("250ms")
    Duration patience();

    /** After which a visit to the database counts as failed, 1 ms to 1 min. */
    @WithDefault("2s")
    Duration timeout();
}
