package dev.surety.inference.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.request.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class PurseTest {

    /** What can happen to a purse. */
    private enum Step {
        RESERVE,
        SETTLE,
        GIVE_BACK,
        RAISE,
        KEEP
    }

    private record Move(Step step, long amount) {}

    @Provide
    Arbitrary<List<Move>> moves() {
        var amounts = Arbitraries.oneOf(Arbitraries.longs().between(0, 1_000), Arbitraries.longs().between(0, Units.MOST));
        return Combinators.combine(Arbitraries.of(Step.class), amounts).as(Move::new).list().ofMaxSize(200);
    }

    @Property
    void whateverTheOrderNothingIsOverspentAndNothingLost(@ForAll("moves") List<Move> moves) {
        var purse = Purse.EMPTY;
        var underWay = new ArrayList<Long>();
        var spent = BigDecimal.ZERO;
        var largestCommitted = 0L;

        for (var move : moves) {
            switch (move.step()) {
                case RESERVE -> {
                    if (purse.holds(move.amount())) {
                        purse = purse.reserve(move.amount());
                        underWay.add(move.amount());
                    }
                }
                case SETTLE -> {
                    if (!underWay.isEmpty()) {
                        var reserved = underWay.removeFirst();
                        var actual = Math.min(move.amount(), reserved);
                        purse = purse.settle(reserved, actual);
                        spent = spent.add(BigDecimal.valueOf(actual));
                    }
                }
                case GIVE_BACK -> {
                    if (!underWay.isEmpty()) {
                        purse = purse.settle(underWay.removeLast(), 0);
                    }
                }
                case RAISE -> {
                    purse = purse.raisedTo(move.amount());
                    largestCommitted = Math.max(largestCommitted, move.amount());
                }
                case KEEP -> purse = purse.keeping(move.amount());
            }
            var reserved = underWay.stream().mapToLong(Long::longValue).sum();
            assertTrue(purse.used() <= purse.limit() && purse.limit() <= largestCommitted, purse.toString());
            assertEquals(spent, BigDecimal.valueOf(purse.spent()));
            assertEquals(purse.used(), purse.spent() + reserved);
        }
    }

    @Property
    void aProviderThatChargesMoreIsChargedInFullAndNothingOverflows(
            @ForAll @LongRange(min = 0, max = Units.MOST) long reserved, @ForAll @LongRange(min = 0, max = Units.MOST) long actual) {
        var purse = Purse.EMPTY.raisedTo(reserved).reserve(reserved);

        var settled = purse.settle(reserved, actual).settle(0, actual);

        assertEquals(Units.plus(actual, actual), settled.used());
        assertEquals(settled.used(), settled.spent());
        assertEquals(Math.max(settled.used(), reserved), settled.floor());
    }

    @Property
    void moneyComesBackAsItWas(@ForAll @LongRange(min = 0, max = Units.MOST) long units) {
        assertEquals(units, Units.of(Units.money(units)));
    }

    @Example
    void moreThanCanBeCountedCountsAsTheMost() {
        assertEquals(Units.MOST, Units.of(Money.of("9999999999.9999999999")));
        assertEquals(Units.MOST, Units.plus(Units.MOST, 1));
    }

    @Example
    void aPurseGivesNothingThatItDoesNotHold() {
        assertThrows(IllegalStateException.class, () -> Purse.EMPTY.raisedTo(5).reserve(6));
    }
}
