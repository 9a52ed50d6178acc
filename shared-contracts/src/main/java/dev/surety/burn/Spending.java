package dev.surety.burn;

import dev.surety.contract.BurnRate;
import dev.surety.contract.Percent;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What was spent of one budget over some time. Comparisons are exact: both sides are multiplied out, nothing is divided.
 *
 * @param bad     requests that missed the promise, at least 0
 * @param total   all that count, at least {@code bad}
 * @param allowed share that may miss it
 * @see <a href="https://sre.google/workbook/alerting-on-slos/">SRE workbook: alerting on SLOs</a>
 */
record Spending(long bad, long total, Percent allowed) {

    private static final int DECIMALS = 4;
    private static final BigDecimal ALL = BigDecimal.valueOf(100);
    /** A promise that allows no miss burns without end; what is shown has one. */
    private static final BigDecimal FASTEST_SHOWN = BigDecimal.valueOf(1_000_000).setScale(DECIMALS);

    /** Whether it is spent faster than {@code limit}; silence spends nothing. */
    boolean fasterThan(BurnRate limit) {
        return missed().compareTo(limit.times().multiply(allowedMisses())) > 0;
    }

    /** Whether nothing is left of what these requests allow. */
    boolean isAll() {
        return bad > 0 && missed().compareTo(allowedMisses()) >= 0;
    }

    /** How many times too fast: 1 spends exactly the budget. Rounded to the nearest of four decimals; 0 for silence. */
    BigDecimal rate() {
        return quotient(RoundingMode.HALF_UP);
    }

    /** Share of the budget that is left: 1 of one that nobody touched, negative when overdrawn. Four decimals, rounded so that more than 0 is left as long as any is. */
    BigDecimal left() {
        return BigDecimal.ONE.subtract(quotient(RoundingMode.FLOOR));
    }

    private BigDecimal quotient(RoundingMode rounding) {
        if (bad == 0) {
            return BigDecimal.ZERO.setScale(DECIMALS);
        }
        var allowedMisses = allowedMisses();
        return allowedMisses.signum() == 0
                ? FASTEST_SHOWN
                : missed().divide(allowedMisses, DECIMALS, rounding).min(FASTEST_SHOWN);
    }

    /** In hundredths of requests, as {@link #allowedMisses()}. */
    private BigDecimal missed() {
        return BigDecimal.valueOf(bad).multiply(ALL);
    }

    private BigDecimal allowedMisses() {
        return BigDecimal.valueOf(total).multiply(allowed.value());
    }
}
