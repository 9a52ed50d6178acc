package dev.surety.burn;

import static dev.surety.contract.BurnState.EXHAUSTED;
import static dev.surety.contract.BurnState.PAGE;
import static dev.surety.contract.BurnState.STEADY;
import static dev.surety.contract.BurnState.TICKET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.contract.BurnState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StandingTest {

    private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration RECOVERY = Duration.ofMinutes(10);

    @Test
    void worseComesAtOnce() {
        var standing = Standing.fresh(START).next(PAGE, "it burns", minute(1), RECOVERY);

        assertEquals(new Standing(PAGE, minute(1), "it burns", Map.of()), standing);
    }

    @Test
    void betterComesAfterTheConditionWasGoneForLongEnough() {
        var page = Standing.fresh(START).next(PAGE, "it burns", START, RECOVERY);

        var gone = page.next(STEADY, "it lasts", minute(1), RECOVERY);
        var almost = gone.next(STEADY, "it lasts", minute(11).minusMillis(1), RECOVERY);
        var recovered = almost.next(STEADY, "it lasts", minute(11), RECOVERY);

        assertEquals(new Standing(PAGE, START, "it burns", Map.of(TICKET, minute(1), PAGE, minute(1))), almost);
        assertEquals(new Standing(STEADY, minute(11), "it lasts", Map.of()), recovered);
    }

    @Test
    void interruptionStartsTheWaitAgain() {
        var standing = Standing.fresh(START).next(PAGE, "it burns", START, RECOVERY).next(STEADY, "it lasts", minute(1), RECOVERY);

        var again = standing.next(PAGE, "it burns again", minute(10), RECOVERY).next(STEADY, "it lasts", minute(12), RECOVERY);

        assertEquals(new Standing(PAGE, START, "it burns", Map.of(TICKET, minute(12), PAGE, minute(12))), again);
    }

    @Test
    void eachStateHasAWaitOfItsOwn() {
        var page = Standing.fresh(START).next(PAGE, "it burns", START, RECOVERY);

        var slower = page.next(TICKET, "it burns slowly", minute(1), RECOVERY).next(STEADY, "it lasts", minute(9), RECOVERY);
        var ticket = slower.next(STEADY, "it lasts", minute(11), RECOVERY);
        var steady = ticket.next(STEADY, "it lasts", minute(19), RECOVERY);

        assertEquals(new Standing(TICKET, minute(11), "better than page, not yet for long enough to be steady", Map.of(TICKET, minute(9))), ticket);
        assertEquals(new Standing(STEADY, minute(19), "it lasts", Map.of()), steady);
    }

    /** Nobody looked for an hour: that the condition is gone is known only from now on. */
    @Test
    void timeWithoutALookIsNoRecovery() {
        var page = Standing.fresh(START).next(PAGE, "it burns", START, RECOVERY);

        var standing = page.next(STEADY, "it lasts", minute(60), RECOVERY);

        assertEquals(PAGE, standing.state());
    }

    @Property
    void noStateIsEverLeftBeforeRecovery(@ForAll @Size(min = 1, max = 200) List<BurnState> seen) {
        var recovery = 7;
        var standing = Standing.fresh(START);
        var states = new ArrayList<BurnState>();

        for (var at = 0; at < seen.size(); at++) {
            standing = standing.next(seen.get(at), "", minute(at), Duration.ofMinutes(recovery));
            states.add(standing.state());
        }

        for (var at = 0; at < seen.size(); at++) {
            assertTrue(states.get(at).atLeast(seen.get(at)));
            var worstOfLate = seen.subList(Math.max(0, at - recovery), at + 1).stream().max(BurnState::compareTo).orElseThrow();
            // Exactly the worst that was asked for within the recovery: neither left early nor kept for longer.
            assertEquals(worstOfLate, states.get(at), seen.toString());
        }
    }

    @Test
    void exhaustedIsWorseThanPage() {
        var standing = Standing.fresh(START).next(PAGE, "", START, RECOVERY).next(EXHAUSTED, "none is left", minute(1), RECOVERY);

        assertEquals(new Standing(EXHAUSTED, minute(1), "none is left", Map.of()), standing);
    }

    private static Instant minute(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }
}
