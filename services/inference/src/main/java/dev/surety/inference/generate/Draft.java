package dev.surety.inference.generate;

import dev.surety.contract.Tier;
import dev.surety.inference.route.Routed;
import dev.surety.inference.stage.Journal;
import dev.surety.inference.stage.Journaled;
import dev.surety.inference.stage.Note;
import dev.surety.inference.stage.Noted;
import java.util.List;

/** What there is to verify. */
public sealed interface Draft extends Journaled, Noted {

    Routed routed();

    @Override
    default Journal journal() {
        return routed().journal();
    }

    /**
     * A tier wrote something.
     *
     * @param routed     the question
     * @param tier       who wrote
     * @param statements what it says
     * @param note       how
     */
    record Written(Routed routed, Tier tier, List<Statement> statements, Note note) implements Draft {

        public Written {
            statements = List.copyOf(statements);
        }
    }

    /**
     * A tier should have written and did not.
     *
     * @param routed the question
     * @param tier   who failed
     * @param note   why
     */
    record Failed(Routed routed, Tier tier, Note note) implements Draft {}

    /**
     * Nobody had to write: the plan was to point to the sources.
     *
     * @param routed the question
     * @param note   why
     */
    record Sources(Routed routed, Note note) implements Draft {}

    /**
     * Nobody had to write: the plan was to refuse.
     *
     * @param routed the question
     * @param note   why
     */
    record Refusal(Routed routed, Note note) implements Draft {}
}
