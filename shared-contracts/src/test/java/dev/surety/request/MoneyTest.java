package dev.surety.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal STEP = new BigDecimal("0.0000000001");

    @Test
    void equalAmountsAreEqualHoweverTheyAreWritten() {
        assertEquals(List.of(Money.of("1"), Money.of("0"), Money.of("10")), List.of(Money.of("1.00"), Money.ZERO, new Money(new BigDecimal("1E+1"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "-1", "+1", "1e3", "1E999999999", ".5", "5.", "0x1", "1,5", "NaN", "١", "1.00000000001", "12345678901", "1\n", "1.0.0"})
    void whatIsNoPlainDecimalNumberIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Money.of(text));
    }

    @Test
    void refusalDoesNotRepeatALongText() {
        var refused = assertThrows(IllegalArgumentException.class, () -> Money.of("9".repeat(1_000)));

        assertEquals("an amount is a decimal number such as 0.03, not 999999999999999999999999…", refused.getMessage());
    }

    @Test
    void negativeOrTooFineIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Money(new BigDecimal("-0.01")));
        assertThrows(IllegalArgumentException.class, () -> new Money(new BigDecimal("0.00000000001")));
    }

    @Test
    void isADecimalStringInJson() throws JsonProcessingException {
        var money = new Money(new BigDecimal("1E-7"));

        var json = JSON.writeValueAsString(money);

        assertEquals("\"0.0000001\"", json);
        assertEquals(money, JSON.readValue(json, Money.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1", "1e2", "true", "{}", "[]", "\"free\"", "\"\""})
    void anythingElseInJsonIsRefused(String json) {
        assertThrows(JsonMappingException.class, () -> JSON.readValue(json, Money.class));
    }

    /** Costs go to other services in records: what one of them computes, the others have to be able to read. */
    @Property
    void whatIsWrittenIsRead(@ForAll("prices") Money price, @ForAll @LongRange(min = 0, max = 1_000_000_000) long tokens, @ForAll("prices") Money other) {
        var cost = price.perMillion(tokens).plus(other);

        assertEquals(cost, Money.of(cost.toString()));
    }

    @Property
    void moneyAddsUpInAnyOrder(@ForAll("prices") Money one, @ForAll("prices") Money two, @ForAll("prices") Money three) {
        assertEquals(one.plus(two).plus(three), three.plus(two.plus(one)));
        assertEquals(0, one.plus(two).usd().compareTo(one.usd().add(two.usd())));
        assertTrue(one.plus(two).compareTo(one) >= 0);
    }

    @Property
    void costOfTokensIsNeverTooLowAndLessThanAStepTooHigh(@ForAll("prices") Money price, @ForAll @LongRange(min = 0, max = 1_000_000_000) long tokens) {
        var exact = price.usd().multiply(BigDecimal.valueOf(tokens)).divide(MILLION);

        var above = price.perMillion(tokens).usd().subtract(exact);

        assertTrue(above.signum() >= 0 && above.compareTo(STEP) < 0, () -> above + " above " + exact);
    }

    @Provide
    Arbitrary<Money> prices() {
        return Arbitraries.bigDecimals().between(BigDecimal.ZERO, BigDecimal.valueOf(1_000)).ofScale(10).map(Money::new);
    }
}
