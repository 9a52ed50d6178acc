package dev.surety.inference.retrieve;

import dev.surety.api.Passage;
import dev.surety.inference.admit.Question;
import dev.surety.inference.authorize.Granted;
import dev.surety.inference.recall.Recalled;
import dev.surety.inference.stage.Journal;
import dev.surety.inference.stage.Journaled;
import dev.surety.inference.stage.Note;
import dev.surety.inference.stage.Noted;
import java.util.List;

/**
 * What the caller may see that bears on the question.
 *
 * @param granted      the question and whose it is
 * @param slot         where the answer may be kept
 * @param passages     best first
 * @param indexRelease what was searched
 * @param note         how they were found
 */
public record Found(
        Granted granted, Recalled.Slot slot, List<Passage> passages, String indexRelease, Note note)
        implements Journaled, Noted {

    public Found {
        passages = List.copyOf(passages);
    }

    public Question question() {
        return granted.question();
    }

    @Override
    public Journal journal() {
        return granted.journal();
    }
}
