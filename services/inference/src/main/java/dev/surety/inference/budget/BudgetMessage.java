package dev.surety.inference.budget;

import dev.surety.request.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A budget's day, as the database has it: what replicas spent since their last visit is not in it yet.
 *
 * @param budget        its name
 * @param tenant        whose
 * @param group         of its people; left out: everybody
 * @param owner         who is told
 * @param day           UTC
 * @param perDayUsd     the amount
 * @param spentUsd      settled, reserved for calls under way, or committed to a replica that died
 * @param leasedUsd     held by replicas beyond that
 * @param leftUsd       nobody's yet
 * @param sharesReached that the owner was told of, in ascending order
 */
record BudgetMessage(
        String budget,
        String tenant,
        @Nullable String group,
        String owner,
        LocalDate day,
        Money perDayUsd,
        Money spentUsd,
        Money leasedUsd,
        Money leftUsd,
        List<String> sharesReached) {

    BudgetMessage {
        sharesReached = List.copyOf(sharesReached);
    }
}
