package dev.surety.burn;

import java.time.Instant;

/** What was counted, for whoever wants to know how fast a budget burns: the ledger's tables, or a replica's own memory. */
@FunctionalInterface
public interface Counted {

    /** Counts of an objective (a slice's label, or {@code answer}) from one instant, inclusive, to another, exclusive. */
    Counts between(String objective, Instant from, Instant to);
}
