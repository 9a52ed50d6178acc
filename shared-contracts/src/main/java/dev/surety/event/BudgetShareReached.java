package dev.surety.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.surety.contract.Percent;
import dev.surety.contract.WhenSpent;
import dev.surety.request.Money;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A day's budget is used up to a share at which its owner wants to know, on {@code surety.budgets.v1}, keyed by budget. Once per budget, day and share.
 *
 * @param budget    name in the contract
 * @param tenant    whose
 * @param owner     who is told
 * @param day       UTC
 * @param share     that is reached
 * @param perDayUsd the amount
 * @param spentUsd  what is spent and reserved
 * @param whenSpent what happens at 100 %
 * @param at        when it was seen
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BudgetShareReached(
        String budget, String tenant, String owner, LocalDate day, Percent share, Money perDayUsd, Money spentUsd, WhenSpent whenSpent, Instant at) {

    public static final String TYPE = "dev.surety.budget.share-reached.v1";
}
