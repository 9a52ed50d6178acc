package dev.surety.inference.permit;

import dev.surety.inference.authorize.Granted;
import dev.surety.inference.stage.Journal;
import dev.surety.inference.stage.Journaled;
import dev.surety.inference.stage.Note;
import dev.surety.inference.stage.Noted;

/** What the rules say to a question. */
public sealed interface Permitted extends Journaled, Noted {

    Granted granted();

    @Override
    default Journal journal() {
        return granted().journal();
    }

    /**
     * It may be asked.
     *
     * @param granted the question
     * @param note    by which rule
     */
    record Allowed(Granted granted, Note note) implements Permitted {}

    /**
     * It may not, and the rule says in which words.
     *
     * @param granted the question
     * @param words   for whoever asked
     * @param note    by which rule
     */
    record Refused(Granted granted, String words, Note note) implements Permitted {}
}
