package dev.surety.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * An exact amount of US dollars, at least 0, in steps of a ten-thousand-millionth of a dollar. A decimal string in JSON, never a floating-point number.
 *
 * @param usd dollars, not negative, at most {@value #DECIMALS} decimals
 */
public record Money(BigDecimal usd) implements Comparable<Money> {

    // What is written is read again by other services: no amount may have more decimals than they take.
    private static final int DECIMALS = 10;

    public static final Money ZERO = new Money(BigDecimal.ZERO);

    /** @throws IllegalArgumentException when negative, or finer than ten decimals */
    public Money {
        Objects.requireNonNull(usd, "usd");
        if (usd.signum() < 0) {
            throw new IllegalArgumentException("an amount of money is at least 0, not " + usd);
        }
        usd = usd.signum() == 0 ? BigDecimal.ZERO : usd.stripTrailingZeros();
        if (usd.scale() > DECIMALS) {
            throw new IllegalArgumentException("an amount of money has at most " + DECIMALS + " decimals, not " + usd.scale());
        }
    }

    /** @throws IllegalArgumentException when the text is not a plain decimal number of at most 20 digits, or negative */
    @JsonCreator
    public static Money of(String usd) {
        // BigDecimal reads "1e999999999" too, whose plain form would fill the heap.
        if (!usd.matches("\\d{1,10}(\\.\\d{1,10})?")) {
            throw new IllegalArgumentException("an amount is a decimal number such as 0.03, not " + abbreviated(usd));
        }
        return new Money(new BigDecimal(usd));
    }

    public Money plus(Money other) {
        return new Money(usd.add(other.usd));
    }

    /**
     * The price of a count of tokens at a price per million, rounded up to the tenth decimal: a cost that is held against a ceiling is never too low.
     *
     * @param tokens at least 0
     */
    public Money perMillion(long tokens) {
        return new Money(usd.multiply(BigDecimal.valueOf(tokens)).movePointLeft(6).setScale(DECIMALS, RoundingMode.UP));
    }

    @Override
    public int compareTo(Money other) {
        return usd.compareTo(other.usd);
    }

    @Override
    @JsonValue
    public String toString() {
        return usd.toPlainString();
    }

    private static String abbreviated(String text) {
        return text.length() <= 24 ? text : text.substring(0, 24) + "…";
    }
}
