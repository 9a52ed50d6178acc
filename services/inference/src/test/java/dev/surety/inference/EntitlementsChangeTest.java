package dev.surety.inference;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.edge.GrantExchange;
import dev.surety.event.EntitlementsChanged;
import dev.surety.event.Topics;
import dev.surety.local.testing.RealKafka;
import dev.surety.local.testing.RealPostgres;
import dev.surety.request.Priority;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What becomes of held grants when rights change: told by Kafka, or by retrieval, which heard of it first. Everybody's n-th grant has the epoch n. */
@QuarkusTest
@QuarkusTestResource(RealKafka.class)
@QuarkusTestResource(value = RealPostgres.class, initArgs = @ResourceArg(name = "schema", value = "inference"))
@QuarkusTestResource(ScriptedPeers.class)
class EntitlementsChangeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Inject
    GrantExchange exchange;

    @Test
    void heldGrantIsDroppedAsSoonAsKafkaTellsOfAChange() throws Exception {
        assertEquals(List.of(1L, 1L), List.of(epochOf("nora"), epochOf("nora")));

        tell("kestrel", 2, "nora");

        var until = System.nanoTime() + PATIENCE.toNanos();
        while (epochOf("nora") == 1 && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertEquals(List.of(2L, 2L), List.of(epochOf("nora"), epochOf("nora")));
    }

    @Test
    void whatRetrievalCallsOutdatedIsAskedOnceMoreWithANewGrant() throws Exception {
        var id = Answers.ask("nils", Map.of("question", "RIGHTS-CHANGED how many days may I work abroad?", "deadlineMs", 20_000))
                .statusCode(200)
                .body("outcome", equalTo("answered"))
                .extract().<String>path("requestId");

        assertEquals(2, epochOf("nils"));
        assertEquals(
                List.of("admit", "authorize", "recall", "retrieve", "authorize", "recall", "retrieve"),
                stages(Answers.recordOf(id, kafka)).subList(0, 7));
    }

    @Test
    void rightsThatDoNotSettleAreAProblemInTimeAndNoAnswer() {
        Answers.ask("nell", Map.of("question", "RIGHTS-NEVER-SETTLE how many days may I work abroad?", "deadlineMs", 20_000))
                .statusCode(503)
                .body("type", equalTo("https://surety.dev/problems/identity-unavailable"))
                .header("Retry-After", equalTo("1"));

        assertEquals(3, epochOf("nell"), "asked twice, and once more now: both were let go of");
    }

    private long epochOf(String name) {
        return exchange.forBearer("Bearer token-of-" + name, UUID.randomUUID().toString(), PATIENCE, Priority.INTERACTIVE)
                .await()
                .atMost(PATIENCE)
                .grant()
                .epoch();
    }

    private static List<String> stages(JsonNode record) {
        return StreamSupport.stream(record.path("data").path("stages").spliterator(), false)
                .map(line -> line.path("stage").asText())
                .filter(stage -> !stage.equals("permit"))
                .toList();
    }

    private void tell(String tenant, long epoch, String person) throws Exception {
        var event = """
                {"specversion":"1.0","id":"%s","source":"/surety/identity-policy","type":"%s","subject":"%s","time":"%s",
                 "datacontenttype":"application/json","data":{"tenant":"%s","epoch":%d,"subjects":["%s"]}}"""
                .formatted(UUID.randomUUID(), EntitlementsChanged.TYPE, tenant, Instant.now(), tenant, epoch, person);
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka, "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.POLICY_CHANGES, tenant, event)).get();
        }
    }
}
