package dev.surety.inference.route;

import dev.surety.contract.Tier;
import dev.surety.inference.admit.Question;
import dev.surety.inference.retrieve.Found;
import dev.surety.inference.stage.Journal;
import dev.surety.inference.stage.Journaled;
import dev.surety.inference.stage.Note;
import dev.surety.inference.stage.Noted;

/**
 * A question with its evidence and a plan.
 *
 * @param found    passages
 * @param evidence what they are worth
 * @param confidence that they carry an answer, 0 to 1
 * @param plan     what to do
 * @param note     why
 */
public record Routed(Found found, Evidence evidence, double confidence, Plan plan, Note note) implements Journaled, Noted {

    public Question question() {
        return found.question();
    }

    /** The same question with what remains of the plan. */
    public Routed next() {
        return new Routed(found, evidence, confidence, plan.next(), note);
    }

    /** The same question with one more tier behind the one that writes now. */
    public Routed then(Tier tier) {
        return new Routed(found, evidence, confidence, plan.then(tier), note);
    }

    /** The same question when nobody may write any more. */
    public Routed pointingToSources() {
        return new Routed(found, evidence, confidence, new Plan.PointToSources(), note);
    }

    @Override
    public Journal journal() {
        return found.journal();
    }
}
