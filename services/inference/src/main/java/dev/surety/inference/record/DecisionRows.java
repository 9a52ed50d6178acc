package dev.surety.inference.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.event.AnswerRecord;
import dev.surety.event.CloudEvent;
import dev.surety.event.DecisionMade;
import dev.surety.event.Topics;
import dev.surety.inference.record.Relay.Row;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.List;

/** Events of the decisions that an answer's record in the outbox holds: the record is put away once, and each decision told on its own. */
@Singleton
@RegisterForReflection(targets = {DecisionMade.class, DecisionMade.Who.class})
class DecisionRows {

    private final ObjectMapper json;

    DecisionRows(ObjectMapper json) {
        this.json = json;
    }

    /** Part of the same trace; none of what is no answer's record. */
    List<Row> of(Row row) {
        return row.topic().equals(Topics.ANSWERS) ? of(row, read(row)) : List.of();
    }

    private List<Row> of(Row row, CloudEvent<AnswerRecord> answer) {
        return DecisionMade.of(answer.id(), answer.data()).stream()
                .map(made -> new Row(row.id(), Topics.POLICY_DECISIONS, row.key(), row.trace(), event(row.key(), made)))
                .toList();
    }

    private CloudEvent<AnswerRecord> read(Row row) {
        try {
            return json.readValue(row.event(), new TypeReference<>() {});
        } catch (JsonProcessingException ourOwnEvent) {
            throw new IllegalStateException("an answer's record of ours can always be read outbox=" + row.id(), ourOwnEvent);
        }
    }

    private String event(String requestId, DecisionMade made) {
        try {
            return json.writeValueAsString(CloudEvent.of(made.id(), Outbox.SOURCE, DecisionMade.TYPE, requestId, made.at(), made));
        } catch (JsonProcessingException ourOwnEvent) {
            throw new IllegalStateException("an event of ours can always be written", ourOwnEvent);
        }
    }
}
