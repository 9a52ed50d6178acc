package dev.surety.inference.route;

import dev.surety.contract.Tier;

/** Which tiers can write here and now: routing asks, generation knows. */
public interface UsableTiers {

    /** Whether a tier is configured. */
    boolean usable(Tier tier);
}
