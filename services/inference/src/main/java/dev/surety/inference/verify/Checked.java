package dev.surety.inference.verify;

import dev.surety.api.Citation;
import dev.surety.api.Outcome;
import dev.surety.inference.route.Routed;
import dev.surety.inference.stage.Journal;
import dev.surety.inference.stage.Journaled;
import dev.surety.inference.stage.Note;
import dev.surety.inference.stage.Noted;
import java.util.List;

/** What remains of a draft. */
public sealed interface Checked extends Journaled, Noted {

    Routed routed();

    @Override
    default Journal journal() {
        return routed().journal();
    }

    /**
     * It can be served.
     *
     * @param routed    the question
     * @param outcome   what it is
     * @param text      the words
     * @param citations each quote stands in its document
     * @param tier      label of who wrote, or {@code none}
     * @param indexes   that the citations' passages come from
     * @param note      what was checked
     */
    record Holds(Routed routed, Outcome outcome, String text, List<Citation> citations, String tier, List<String> indexes, Note note)
            implements Checked {

        public Holds {
            citations = List.copyOf(citations);
            indexes = List.copyOf(indexes);
        }

        /** Without the text. */
        @Override
        public String toString() {
            return "Holds[" + journal().requestId() + ", " + outcome + "]";
        }
    }

    /**
     * It can't be served; the rest of the plan is next.
     *
     * @param routed the question
     * @param note   why
     */
    record Falls(Routed routed, Note note) implements Checked {

        public Routed next() {
            return routed.next();
        }
    }
}
