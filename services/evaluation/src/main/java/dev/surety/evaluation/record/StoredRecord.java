package dev.surety.evaluation.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.event.AnswerRecord;

/**
 * An answer record as it is kept.
 *
 * @param record as this version reads it
 * @param json   as it was written, with whatever a later version added
 */
public record StoredRecord(AnswerRecord record, JsonNode json) {

    /** Ids only. */
    @Override
    public String toString() {
        return "StoredRecord[" + record.requestId() + "]";
    }
}
