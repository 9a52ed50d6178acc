package dev.surety.edge;

import static dev.surety.contract.BurnAction.FREEZE_PROMOTIONS;
import static dev.surety.contract.BurnAction.PREFER_CHEAPER_TIER;
import static dev.surety.contract.BurnAction.RAISE_CACHE_TOLERANCE;
import static dev.surety.contract.BurnAction.SHED_BULK;
import static dev.surety.contract.BurnAction.SHORTEN_ANSWERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.burn.Counted;
import dev.surety.burn.Counts;
import dev.surety.contract.BurnAction;
import dev.surety.contract.BurnState;
import dev.surety.contract.Contract;
import dev.surety.event.BurnStatus;
import dev.surety.testing.TouchyContract;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** With the company's contract: silence is two minutes, recovery ten. */
class BearingsTest {

    private static final Contract CONTRACT = TouchyContract.contract();
    private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");
    private static final Counted NOTHING = (objective, from, to) -> Counts.NONE;
    private static final Set<BurnAction> OF_PAGE = Set.of(RAISE_CACHE_TOLERANCE, FREEZE_PROMOTIONS, PREFER_CHEAPER_TIER, SHORTEN_ANSWERS, SHED_BULK);

    private final Bearings bearings = new Bearings(NOTHING, START);

    @Test
    void nothingIsInForceBeforeTheFirstWord() {
        var seen = bearings.look(CONTRACT, START.plusSeconds(119));

        assertEquals(Set.of(), seen.actions().actions());
        assertFalse(seen.areLocal());
        assertFalse(seen.areTold());
    }

    @Test
    void onlyAWordTellsAndOnlyForAsLongAsNobodyIsSilent() {
        bearings.hear(word(BurnState.STEADY, 7, START), START);

        assertTrue(bearings.look(CONTRACT, START.plusSeconds(119)).areTold());
        assertFalse(bearings.look(CONTRACT, START.plusSeconds(120)).areTold());

        bearings.hear(word(BurnState.STEADY, 7, START.plusSeconds(130)), START.plusSeconds(130));
        assertTrue(bearings.look(CONTRACT, START.plusSeconds(131)).areTold());
    }

    @Test
    void wordTakesEffectAndIsTakenBack() {
        bearings.hear(word(BurnState.PAGE, 7, START), START);
        var burning = bearings.look(CONTRACT, START.plusSeconds(1));

        bearings.hear(word(BurnState.STEADY, 8, START.plusSeconds(5)), START.plusSeconds(5));

        assertEquals(OF_PAGE, burning.actions().actions());
        assertEquals(Set.of(), bearings.look(CONTRACT, START.plusSeconds(6)).actions().actions());
    }

    @Test
    void olderRevisionIsStale() {
        bearings.hear(word(BurnState.PAGE, 7, START), START);

        bearings.hear(word(BurnState.STEADY, 6, START.plusSeconds(5)), START.plusSeconds(5));

        assertEquals(OF_PAGE, bearings.look(CONTRACT, START.plusSeconds(6)).actions().actions());
    }

    /** The replica of evaluation that took over is a minute behind: its words are no news, and no silence either. */
    @Test
    void wordOfASlowClockIsStillASignOfLife() {
        bearings.hear(word(BurnState.PAGE, 7, START), START);

        for (var second = 5; second < 300; second += 5) {
            bearings.hear(word(BurnState.PAGE, 7, START.plusSeconds(second - 600)), START.plusSeconds(second));
        }

        assertFalse(bearings.look(CONTRACT, START.plusSeconds(300)).areLocal());
    }

    @Test
    void lastWordHoldsForTheContractsSilence() {
        bearings.hear(word(BurnState.TICKET, 7, START), START);

        var before = bearings.look(CONTRACT, START.plus(Duration.ofMinutes(2)).minusMillis(1));
        var after = bearings.look(CONTRACT, START.plus(Duration.ofMinutes(2)));

        assertEquals(Set.of(RAISE_CACHE_TOLERANCE, FREEZE_PROMOTIONS), before.actions().actions());
        assertFalse(before.areLocal());
        assertEquals(before.actions(), after.actions());
        assertTrue(after.areLocal());
    }

    /** The last word is where own counting starts: what was burning is not forgotten, and left after recovery like any state. */
    @Test
    void silenceEndsWhatWasInForceAfterRecovery() {
        bearings.hear(word(BurnState.EXHAUSTED, 7, START), START);
        var silent = START.plus(Duration.ofMinutes(2));
        bearings.look(CONTRACT, silent);

        var almost = bearings.look(CONTRACT, silent.plus(Duration.ofMinutes(10)).minusMillis(1));
        var over = bearings.look(CONTRACT, silent.plus(Duration.ofMinutes(10)));

        assertTrue(almost.actions().has(BurnAction.SHED_EVALUATION));
        assertEquals(Set.of(), over.actions().actions());
        assertTrue(over.areLocal());
    }

    @Test
    void ownCountsDecideDuringSilence() {
        var failing = new Bearings((objective, from, to) -> objective.equals("answer") ? new Counts(100, 50, 0) : Counts.NONE, START);

        var seen = failing.look(CONTRACT, START.plus(Duration.ofMinutes(2)));

        assertEquals(OF_PAGE, seen.actions().actions());
        assertEquals("the budget burns 50x over 5m and 50x over 1h, the limit is 14.4x", seen.actions().cause(SHED_BULK).orElseThrow().reason());
        assertTrue(seen.areLocal());
    }

    /** Whoever counts now may have lost its memory, and its revisions with it. */
    @Test
    void evaluationIsBelievedAgainAtOnceWhateverItsRevision() {
        bearings.hear(word(BurnState.PAGE, 7_000, START), START);
        bearings.look(CONTRACT, START.plus(Duration.ofMinutes(3)));
        var back = START.plus(Duration.ofMinutes(4));

        bearings.hear(word(BurnState.STEADY, 1, back), back);

        var seen = bearings.look(CONTRACT, back);
        assertEquals(Set.of(), seen.actions().actions());
        assertFalse(seen.areLocal());
    }

    private static BurnStatus word(BurnState state, long revision, Instant at) {
        return new BurnStatus("answer", state, START, "because", BigDecimal.ONE, List.of(), revision, at);
    }
}
