package dev.surety.inference.settle;

import dev.surety.inference.authorize.Granted;
import dev.surety.inference.permit.Permitted;
import dev.surety.inference.recall.Recalled;
import dev.surety.inference.stage.Journal;
import dev.surety.inference.stage.Journaled;
import dev.surety.inference.verify.Checked;

/** What there is to serve. */
public sealed interface Closing extends Journaled {

    Granted granted();

    @Override
    default Journal journal() {
        return granted().journal();
    }

    /**
     * Not asked at all: a rule says no.
     *
     * @param refused in which words
     */
    record Refused(Permitted.Refused refused) implements Closing {

        @Override
        public Granted granted() {
            return refused.granted();
        }
    }

    /**
     * From the cache.
     *
     * @param hit what was found there
     */
    record Reused(Recalled.Hit hit) implements Closing {

        @Override
        public Granted granted() {
            return hit.granted();
        }
    }

    /**
     * Written now.
     *
     * @param holds what was verified
     */
    record Fresh(Checked.Holds holds) implements Closing {

        @Override
        public Granted granted() {
            return holds.routed().found().granted();
        }
    }
}
