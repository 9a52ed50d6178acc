package dev.surety.inference.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.surety.event.AnswerRecord;
import dev.surety.event.CloudEvent;
import dev.surety.event.EventSchema;
import dev.surety.event.Topics;
import dev.surety.policy.Decided;
import dev.surety.policy.Decision;
import dev.surety.policy.Effect;
import dev.surety.policy.Resource;
import dev.surety.request.Money;
import dev.surety.request.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionRowsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final DecisionRows rows = new DecisionRows(EventSchema.JSON);

    @Test
    void everyDecisionOfARecordBecomesAnEventOfTheSameTraceAndKey() throws JsonProcessingException {
        var id = RequestId.next();
        var row = new Relay.Row(7, Topics.ANSWERS, id.toString(), TRACE, event(id));

        var decisions = rows.of(row);

        assertEquals(2, decisions.size());
        for (var decision : decisions) {
            assertEquals(List.of(Topics.POLICY_DECISIONS, id.toString(), TRACE), List.of(decision.topic(), decision.key(), decision.trace()));
            assertEquals("[]", EventSchema.of("policy-decision.v1").violations(decision.event()));
        }
        assertEquals(
                EventSchema.JSON.readTree("{\"mode\": \"auto\", \"question\": \"How many days?\"}"),
                EventSchema.JSON.readTree(decisions.getFirst().event()).at("/data/resource"));
        // The same row again, because its replica died: the same events.
        assertEquals(decisions, rows.of(row));
    }

    @Test
    void otherEventsTellNothingMore() {
        assertEquals(List.of(), rows.of(new Relay.Row(7, Topics.BUDGETS, "daily", "", "{}")));
    }

    @Test
    void recordThatCannotBeReadIsNotPassedOverInSilence() {
        assertThrows(IllegalStateException.class, () -> rows.of(new Relay.Row(7, Topics.ANSWERS, "key", "", "no JSON")));
    }

    private static String event(RequestId id) throws JsonProcessingException {
        var allowed = new Decision(Effect.ALLOW, "some-rule", "because", null, "3f9a0c1b2d4e");
        var record = new AnswerRecord(
                id, "", NOW, "How many days?", null, new AnswerRecord.Asker("olive", "kestrel", List.of("user:olive"), 1, null), List.of(), List.of(),
                List.of(Decided.of(Resource.ask("How many days?", "auto"), allowed), Decided.of(Resource.search("kestrel"), allowed)),
                "answered", null, "", List.of(), "none", "none", 0, 0, Money.of("0"), Map.of(), List.of(), "", "3f9a0c1b2d4e", "0.1.0");
        return EventSchema.JSON.writeValueAsString(CloudEvent.of(id + "/answered", "/surety/inference", AnswerRecord.TYPE, id.toString(), NOW, record));
    }
}
