package dev.surety.inference.route;

import dev.surety.contract.Tier;
import dev.surety.inference.admit.Question;
import dev.surety.inference.retrieve.Found;
import dev.surety.inference.stage.Journal;
import dev.surety.inference.stage.Journaled;
import dev.surety.inference.stage.Note;
import dev.surety.inference.stage.Noted;
import java.util.Set;

/**
 * A question with its evidence and a plan.
 *
 * @param found    passages
 * @param evidence what they are worth
 * @param confidence that they carry an answer, 0 to 1
 * @param allowed  tiers that can and may write about these passages; no plan has another
 * @param plan     what to do
 * @param note     why
 */
public record Routed(Found found, Evidence evidence, double confidence, Set<Tier> allowed, Plan plan, Note note) implements Journaled, Noted {

    public Routed {
        allowed = Set.copyOf(allowed);
        if (plan instanceof Plan.Write write && !allowed.containsAll(write.tiers())) {
            throw new IllegalArgumentException("the plan has a tier that may not write about these passages");
        }
    }

    public Question question() {
        return found.question();
    }

    /** The same question with what remains of the plan. */
    public Routed next() {
        return new Routed(found, evidence, confidence, allowed, plan.next(), note);
    }

    /** The same question with one more tier behind the one that writes now, if that tier may write. */
    public Routed then(Tier tier) {
        return !allowed.contains(tier) ? this : new Routed(found, evidence, confidence, allowed, plan.then(tier), note);
    }

    /** The same question when nobody may write any more. */
    public Routed pointingToSources() {
        return new Routed(found, evidence, confidence, allowed, new Plan.PointToSources(), note);
    }

    @Override
    public Journal journal() {
        return found.journal();
    }
}
