package dev.surety.inference.authorize;

import dev.surety.edge.GrantExchange.HeldGrant;
import dev.surety.inference.admit.Question;
import dev.surety.inference.stage.Journal;
import dev.surety.inference.stage.Journaled;
import dev.surety.inference.stage.Note;
import dev.surety.inference.stage.Noted;
import dev.surety.request.Priority;

/**
 * A question of somebody we know.
 *
 * @param question the question
 * @param held     the caller's grant and its text
 * @param note     how it was given
 */
public record Granted(Question question, HeldGrant held, Note note) implements Journaled, Noted {

    /** How urgent it is: what the caller says, and never more than the contract allows for the caller's roles. */
    public Priority priority() {
        return question.contract().contract().priority(question.call().priority(), held.grant().tags());
    }

    @Override
    public Journal journal() {
        return question.journal();
    }
}
