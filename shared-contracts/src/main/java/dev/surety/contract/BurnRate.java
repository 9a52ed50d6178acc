package dev.surety.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * How fast an error budget is spent: 1 spends all of it over the objective's window, 14.4 spends 2 % of a 30-day budget in an hour. Written with its
 * unit, {@code 14.4x}.
 *
 * @param times more than 0
 * @see <a href="https://sre.google/workbook/alerting-on-slos/">SRE workbook: alerting on SLOs</a>
 */
public record BurnRate(BigDecimal times) implements Comparable<BurnRate> {

    /** @throws IllegalArgumentException when not more than 0 */
    public BurnRate {
        Objects.requireNonNull(times, "times");
        if (times.signum() <= 0) {
            throw new IllegalArgumentException("a burn rate is more than 0x, not " + times.toPlainString() + "x");
        }
        times = times.stripTrailingZeros();
    }

    /** @throws IllegalArgumentException when it is not a number with an x */
    @JsonCreator
    public static BurnRate of(String text) {
        if (!text.matches("\\d{1,4}(\\.\\d{1,4})?x")) {
            throw new IllegalArgumentException("'" + text + "' is no burn rate: write how many times too fast the budget is spent, for instance 14.4x");
        }
        return new BurnRate(new BigDecimal(text.substring(0, text.length() - 1)));
    }

    @Override
    public int compareTo(BurnRate other) {
        return times.compareTo(other.times);
    }

    @Override
    @JsonValue
    public String toString() {
        return times.toPlainString() + "x";
    }
}
