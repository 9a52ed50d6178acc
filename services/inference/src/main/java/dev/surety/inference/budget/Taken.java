package dev.surety.inference.budget;

import dev.surety.contract.WhenSpent;

/** What became of the wish to reserve money. */
public sealed interface Taken {

    /** It is reserved in every budget that the caller's requests count toward. */
    record Held() implements Taken {}

    /**
     * A budget has no room for it.
     *
     * @param budget    its name
     * @param whenSpent what the contract does then
     */
    record Spent(String budget, WhenSpent whenSpent) implements Taken {}

    /**
     * Nobody could say in time whether there is room: nothing may be spent.
     *
     * @param budget its name
     */
    record Unknown(String budget) implements Taken {}
}
