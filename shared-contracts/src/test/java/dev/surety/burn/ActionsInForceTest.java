package dev.surety.burn;

import static dev.surety.contract.BurnAction.FREEZE_PROMOTIONS;
import static dev.surety.contract.BurnAction.PREFER_CHEAPER_TIER;
import static dev.surety.contract.BurnAction.RAISE_CACHE_TOLERANCE;
import static dev.surety.contract.BurnAction.SHED_BULK;
import static dev.surety.contract.BurnAction.SHED_EVALUATION;
import static dev.surety.contract.BurnAction.SHORTEN_ANSWERS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.burn.ActionsInForce.Cause;
import dev.surety.contract.BurnState;
import dev.surety.contract.Contract;
import dev.surety.testing.TouchyContract;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ActionsInForceTest {

    private static final Contract.ErrorBudget RULES = TouchyContract.contract().errorBudget();

    @Test
    void nothingIsDoneWhileAllIsSteadyOrUnknown() {
        assertEquals(ActionsInForce.NONE, ActionsInForce.of(RULES, Map.of("answer", at(BurnState.STEADY, ""))));
        assertEquals(ActionsInForce.NONE, ActionsInForce.of(RULES, Map.of()));
    }

    @Test
    void rulesWithoutASliceAreAboutTheAnswerAndHoldFromTheirStateOn() {
        var ticket = ActionsInForce.of(RULES, Map.of("answer", at(BurnState.TICKET, "slowly"), "admit", at(BurnState.EXHAUSTED, "elsewhere")));
        var exhausted = ActionsInForce.of(RULES, Map.of("answer", at(BurnState.EXHAUSTED, "none is left")));

        assertEquals(Set.of(RAISE_CACHE_TOLERANCE, FREEZE_PROMOTIONS), ticket.actions());
        assertEquals(new Cause("answer", BurnState.TICKET, "slowly"), ticket.cause(FREEZE_PROMOTIONS).orElseThrow());
        assertEquals(
                Set.of(RAISE_CACHE_TOLERANCE, FREEZE_PROMOTIONS, PREFER_CHEAPER_TIER, SHORTEN_ANSWERS, SHED_BULK, SHED_EVALUATION), exhausted.actions());
    }

    @Test
    void worstObjectiveGivesTheReason() {
        var standings = Map.of("answer", at(BurnState.PAGE, "the answer burns"), "generate", at(BurnState.EXHAUSTED, "none is left"), "retrieve", at(BurnState.PAGE, ""));

        var inForce = ActionsInForce.of(RULES, standings);

        assertEquals(new Cause("generate", BurnState.EXHAUSTED, "none is left"), inForce.cause(PREFER_CHEAPER_TIER).orElseThrow());
        assertEquals(new Cause("answer", BurnState.PAGE, "the answer burns"), inForce.cause(SHED_BULK).orElseThrow());
    }

    private static Standing at(BurnState state, String reason) {
        return new Standing(state, Instant.EPOCH, reason, Map.of());
    }
}
