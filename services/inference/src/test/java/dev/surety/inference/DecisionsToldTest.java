package dev.surety.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.event.AnswerRecord;
import dev.surety.event.CloudEvent;
import dev.surety.event.EventSchema;
import dev.surety.event.Topics;
import dev.surety.local.testing.RealKafka;
import dev.surety.local.testing.RealPostgres;
import dev.surety.policy.Decided;
import dev.surety.policy.Decision;
import dev.surety.policy.Effect;
import dev.surety.policy.Resource;
import dev.surety.request.Money;
import dev.surety.request.RequestId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What lies in the outbox as one row arrives as a record and as each of its decisions, on real PostgreSQL and Kafka. */
@QuarkusTest
@QuarkusTestResource(RealKafka.class)
@QuarkusTestResource(value = RealPostgres.class, initArgs = @ResourceArg(name = "schema", value = "inference"))
@QuarkusTestResource(ScriptedPeers.class)
class DecisionsToldTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Inject
    DataSource database;

    @Test
    void decisionsOfARecordLeaveWithItAndTheRowGoesWhenAllAreTold() throws Exception {
        var id = RequestId.next();

        putAway(id, record(id));

        var told = told(id.toString(), 2);
        assertEquals(
                List.of(id + "/answered/0 ask deny {\"mode\":\"auto\",\"question\":\"May I?\"}", id + "/answered/1 search allow {\"index\":\"kestrel\"}"),
                told.stream().map(DecisionsToldTest::inShort).sorted().toList());
        told.forEach(event -> assertEquals("[]", EventSchema.of("policy-decision.v1").violations(event.toString())));
        assertEquals("May I?", Answers.recordOf(id.toString(), kafka).at("/data/question").asText());
        assertEquals(0, waiting(id));
    }

    private void putAway(RequestId id, AnswerRecord record) throws SQLException, JsonProcessingException {
        var event = EventSchema.JSON.writeValueAsString(
                CloudEvent.of(id + "/answered", "/surety/inference", AnswerRecord.TYPE, id.toString(), record.at(), record));
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("INSERT INTO outbox (request_id, topic, key, trace, event) VALUES (?, ?, ?, '', ?)")) {
            insert.setObject(1, id.value());
            insert.setString(2, Topics.ANSWERS);
            insert.setString(3, id.toString());
            insert.setString(4, event);
            insert.executeUpdate();
        }
    }

    private int waiting(RequestId id) throws SQLException {
        var end = Instant.now().plus(Duration.ofSeconds(30));
        var rows = 1;
        while (rows > 0 && Instant.now().isBefore(end)) {
            try (var connection = database.getConnection();
                    var select = connection.prepareStatement("SELECT count(*) FROM outbox WHERE request_id = ?")) {
                select.setObject(1, id.value());
                try (var result = select.executeQuery()) {
                    result.next();
                    rows = result.getInt(1);
                }
            }
        }
        return rows;
    }

    private List<JsonNode> told(String requestId, int many) throws JsonProcessingException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka, "group.id", UUID.randomUUID().toString(), "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.POLICY_DECISIONS));
            var end = Instant.now().plus(Duration.ofSeconds(30));
            var found = new ArrayList<JsonNode>();
            while (found.size() < many && Instant.now().isBefore(end)) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (requestId.equals(record.key())) {
                        found.add(EventSchema.JSON.readTree(record.value()));
                    }
                }
            }
            return found;
        }
    }

    private static String inShort(JsonNode event) {
        return "%s %s %s %s".formatted(
                event.path("id").asText(), event.at("/data/action").asText(), event.at("/data/effect").asText(), sorted(event.at("/data/resource")));
    }

    private static String sorted(JsonNode resource) {
        var members = new java.util.TreeMap<String, JsonNode>();
        resource.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return EventSchema.JSON.valueToTree(members).toString();
    }

    private static AnswerRecord record(RequestId id) {
        var denied = new Decision(Effect.DENY, "no-match", "no rule allows it", null, "3f9a0c1b2d4e");
        var allowed = new Decision(Effect.ALLOW, "some-rule", "because", null, "3f9a0c1b2d4e");
        return new AnswerRecord(
                id, "", Instant.parse("2026-11-24T09:00:00Z"), "May I?", null, new AnswerRecord.Asker("alice", "kestrel", List.of("user:alice"), 1, null),
                List.of(), List.of(), List.of(Decided.of(Resource.ask("May I?", "auto"), denied), Decided.of(Resource.search("kestrel"), allowed)),
                "answered", null, "", List.of(), "none", "none", 0, 0, Money.of("0"), Map.of(), List.of(), "", "3f9a0c1b2d4e", "0.1.0");
    }
}
