package dev.surety.inference.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.event.AnswerRecord;
import dev.surety.event.CloudEvent;
import dev.surety.event.DecisionMade;
import dev.surety.event.ToolCallRecord;
import dev.surety.event.Topics;
import dev.surety.inference.record.Relay.Row;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.List;

/** Events of the decisions that the record of an answer, or of a tool's call, in the outbox holds: the record is put away once, and each decision told on its own. */
@Singleton
@RegisterForReflection(targets = {DecisionMade.class, DecisionMade.Who.class})
class DecisionRows {

    private final ObjectMapper json;

    DecisionRows(ObjectMapper json) {
        this.json = json;
    }

    /** Part of the same trace; none of what is no such record. */
    List<Row> of(Row row) {
        return switch (row.topic()) {
            case Topics.ANSWERS -> {
                var answer = read(row, new TypeReference<CloudEvent<AnswerRecord>>() {});
                yield rows(row, DecisionMade.of(answer.id(), answer.data()));
            }
            case Topics.TOOL_CALLS -> {
                var call = read(row, new TypeReference<CloudEvent<ToolCallRecord>>() {});
                yield rows(row, DecisionMade.of(call.id(), call.data()));
            }
            default -> List.of();
        };
    }

    private List<Row> rows(Row row, List<DecisionMade> decisions) {
        return decisions.stream().map(made -> new Row(row.id(), Topics.POLICY_DECISIONS, row.key(), row.trace(), event(row.key(), made))).toList();
    }

    private <T> T read(Row row, TypeReference<T> type) {
        try {
            return json.readValue(row.event(), type);
        } catch (JsonProcessingException ourOwnEvent) {
            throw new IllegalStateException("a record of ours can always be read outbox=" + row.id(), ourOwnEvent);
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
