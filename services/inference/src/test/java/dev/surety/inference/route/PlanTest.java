package dev.surety.inference.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.contract.Tier;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void aTierThatIsNotOfThePlanWritesNext() {
        var plan = new Plan.Write(List.of(Tier.LARGE, Tier.SMALL));

        assertEquals(new Plan.Write(List.of(Tier.EXTRACTIVE, Tier.SMALL)), plan.then(Tier.EXTRACTIVE).next());
    }

    @Test
    void aTierThatIsOfThePlanKeepsItsPlace() {
        var plan = new Plan.Write(List.of(Tier.LARGE, Tier.SMALL, Tier.EXTRACTIVE));

        assertEquals(plan, plan.then(Tier.EXTRACTIVE));
    }

    @Test
    void whereNobodyWritesNobodyIsAdded() {
        assertEquals(new Plan.PointToSources(), new Plan.PointToSources().then(Tier.EXTRACTIVE));
        assertEquals(new Plan.Refuse(), new Plan.Refuse().then(Tier.EXTRACTIVE));
    }
}
