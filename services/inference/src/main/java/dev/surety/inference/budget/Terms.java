package dev.surety.inference.budget;

import dev.surety.contract.Contract;
import dev.surety.contract.Percent;
import java.math.BigDecimal;

/**
 * A budget as the contract in force has it, and how it is leased.
 *
 * @param budget  by the contract
 * @param perDay  its amount, in {@link Units}
 * @param largest lease, beyond what is used
 * @param step    that is committed ahead of need
 */
record Terms(Contract.Budget budget, long perDay, long largest, long step) {

    static Terms of(Contract.Budget budget, BudgetConfig config) {
        var perDay = Units.of(budget.perDayUsd());
        return new Terms(budget, perDay, Units.share(perDay, config.largestLease()), Units.share(perDay, config.step()));
    }

    BigDecimal[] shares() {
        return budget.tellAt().stream().map(Percent::value).toArray(BigDecimal[]::new);
    }
}
