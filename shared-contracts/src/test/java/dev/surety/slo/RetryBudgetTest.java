package dev.surety.slo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    private final VirtualTime time = new VirtualTime();

    /** However requests, wishes and silence follow each other. */
    @Property
    void retriesAreATenthOfTheRequestsAndOneASecond(@ForAll @Size(max = 300) List<@IntRange(max = 2) Integer> steps) {
        var budget = new RetryBudget(0.1, 1, time);
        var requests = 0;
        var retries = 0;
        var millis = 0;

        for (var step : steps) {
            switch (step) {
                case 0 -> {
                    budget.earn();
                    requests++;
                }
                case 1 -> retries += budget.spend() ? 1 : 0;
                default -> {
                    time.passMillis(300);
                    millis += 300;
                }
            }
            assertTrue(retries <= requests / 10 + millis / 1_000 + 1, retries + " retries");
        }
    }

    @Test
    void calmEarnsNoStorm() {
        var budget = new RetryBudget(0.1, 0, time);
        IntStream.range(0, 100_000).forEach(request -> budget.earn());
        time.pass(Duration.ofHours(1));

        assertEquals(10, IntStream.range(0, 1_000).filter(retry -> budget.spend()).count());
    }

    @Test
    void shareOfNothingIsNothing() {
        var budget = new RetryBudget(0, 0, time);
        IntStream.range(0, 1_000).forEach(request -> budget.earn());

        assertEquals(0, IntStream.range(0, 1_000).filter(retry -> budget.spend()).count());
    }
}
