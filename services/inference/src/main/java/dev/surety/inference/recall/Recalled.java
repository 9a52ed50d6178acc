package dev.surety.inference.recall;

import dev.surety.inference.authorize.Granted;
import dev.surety.inference.stage.Journal;
import dev.surety.inference.stage.Journaled;
import dev.surety.inference.stage.Note;
import dev.surety.inference.stage.Noted;

/** What the cache knows. */
public sealed interface Recalled extends Journaled, Noted {

    Granted granted();

    @Override
    default Journal journal() {
        return granted().journal();
    }

    /**
     * The same question was answered before, for the same entitlements, on the same documents.
     *
     * @param granted the question
     * @param entry   the answer of then
     * @param note    how it was found
     */
    record Hit(Granted granted, CachedAnswer entry, Note note) implements Recalled {}

    /**
     * It has to be answered now.
     *
     * @param granted the question
     * @param slot    where the answer may be kept
     * @param note    why it was not found
     */
    record Miss(Granted granted, Slot slot, Note note) implements Recalled {}

    /** Where a fresh answer may be kept, if anywhere. */
    sealed interface Slot {

        /** Under a key. */
        record Keyed(CacheKey key) implements Slot {}

        /** Nowhere: it isn't known which state of the documents an answer would rest on. */
        record None() implements Slot {}
    }
}
