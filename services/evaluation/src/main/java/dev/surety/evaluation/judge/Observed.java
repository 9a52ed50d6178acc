package dev.surety.evaluation.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.api.Answer;
import dev.surety.event.AnswerRecord;

/** What came of asking a case's question. */
public sealed interface Observed {

    /**
     * An answer and its record.
     *
     * @param answer     as it was read
     * @param answerJson as it came, for what only a person would see
     * @param record     as it was stored
     * @param recordJson as the asker may see it
     */
    record Recorded(Answer answer, JsonNode answerJson, AnswerRecord record, JsonNode recordJson) implements Observed {

        /** Ids only. */
        @Override
        public String toString() {
            return "Recorded[" + answer.requestId() + "]";
        }
    }

    /** An answer whose record did not arrive in time. */
    record Unrecorded(Answer answer, JsonNode answerJson) implements Observed {

        /** Ids only. */
        @Override
        public String toString() {
            return "Unrecorded[" + answer.requestId() + "]";
        }
    }

    /**
     * No answer.
     *
     * @param reason a stable word: the label of the problem, or {@code unreachable}, {@code no-token}
     */
    record Failed(String reason) implements Observed {}
}
