package dev.surety.inference.budget;

import dev.surety.request.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Money as a whole number of steps of {@link Money}, a ten-thousand-millionth of a dollar: what can be counted in one atomic step. */
final class Units {

    private static final int DECIMALS = 10;

    /** 900 million dollars: what is more counts as this much, so that sums of two fit a long. */
    static final long MOST = 9_000_000_000_000_000_000L;

    private static final BigDecimal MOST_USD = BigDecimal.valueOf(MOST, DECIMALS);

    private Units() {}

    static long of(Money money) {
        return of(money.usd());
    }

    /** @param usd at least 0; finer steps are rounded down */
    static long of(BigDecimal usd) {
        return usd.min(MOST_USD).setScale(DECIMALS, RoundingMode.DOWN).unscaledValue().longValueExact();
    }

    static BigDecimal usd(long units) {
        return BigDecimal.valueOf(units, DECIMALS);
    }

    static Money money(long units) {
        return new Money(usd(units));
    }

    /** The sum of two amounts, or {@link #MOST}. */
    static long plus(long one, long other) {
        return one > MOST - other ? MOST : one + other;
    }

    /** A share of an amount, at least one step of it if it is anything. */
    static long share(long amount, double share) {
        return Math.min(amount, (long) Math.ceil(amount * share));
    }
}
