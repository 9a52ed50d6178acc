package dev.surety.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An exact share, written with its sign: {@code 99.9%}.
 *
 * @param value 0 to 100
 */
public record Percent(BigDecimal value) implements Comparable<Percent> {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)%");
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    /** @throws IllegalArgumentException when below 0 or above 100 */
    public Percent {
        Objects.requireNonNull(value, "value");
        if (value.signum() < 0 || value.compareTo(ALL) > 0) {
            throw new IllegalArgumentException("a percentage is 0% to 100%, not " + value.toPlainString() + "%");
        }
        value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    /** @throws IllegalArgumentException when it is not a number with a percent sign, or not 0 to 100 */
    @JsonCreator
    public static Percent of(String text) {
        var match = TEXT.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no percentage: write a number from 0 to 100 and its sign, for instance 99.9%");
        }
        return new Percent(new BigDecimal(match.group(1)));
    }

    /** What is missing to 100. */
    public Percent missing() {
        return new Percent(ALL.subtract(value));
    }

    /** From 0 to 1. */
    public double share() {
        return value.movePointLeft(2).doubleValue();
    }

    @Override
    public int compareTo(Percent other) {
        return value.compareTo(other.value);
    }

    @Override
    @JsonValue
    public String toString() {
        return value.toPlainString() + "%";
    }
}
