package dev.surety.inference.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.api.ProblemException;
import dev.surety.policy.Decided;
import java.util.List;

/** What became of a call that was permitted. */
sealed interface Called {

    /**
     * It was answered.
     *
     * @param result    what the tool returned, already harmless to show
     * @param bytes     that it returned
     * @param decisions that were made behind it, by a service of ours
     */
    record Answered(JsonNode result, long bytes, List<Decided> decisions) implements Called {

        @Override
        public String toString() {
            return "Answered[" + bytes + " bytes]";
        }
    }

    /**
     * Nothing came of it.
     *
     * @param sent    whether the tool may have got it
     * @param certain whether it is known that the tool did not do it, or that it said what it did
     * @param problem for the caller
     */
    record Failed(boolean sent, boolean certain, ProblemException problem) implements Called {}
}
