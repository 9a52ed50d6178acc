package dev.surety.inference.route;

import dev.surety.contract.Contract;
import dev.surety.contract.Tier;

/** Which tiers can write here and now: routing asks, generation knows. */
public interface UsableTiers {

    /** Whether a tier is configured, and the contract says what it may call. */
    boolean usable(Tier tier, Contract contract);
}
