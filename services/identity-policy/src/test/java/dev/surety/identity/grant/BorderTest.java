package dev.surety.identity.grant;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.edge.Replica;
import dev.surety.event.CloudEvent;
import dev.surety.event.EventSchema;
import dev.surety.event.SliceWindow;
import dev.surety.identity.GrantKeysFile;
import dev.surety.identity.ScriptedIssuer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every service does with the headers of every request; and what becomes of what it counts. */
@QuarkusTest
@QuarkusTestResource(value = ScriptedIssuer.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = GrantKeysFile.class, restrictToAnnotatedClass = true)
class BorderTest {

    private static final String DEADLINE = "X-Request-Deadline-Ms";
    private static final String PRIORITY = "Surety-Priority";

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector kafka;

    @Inject
    ObjectMapper json;

    @Inject
    Replica replica;

    @ParameterizedTest
    @ValueSource(strings = {"soon", "1e9", "2500.5", "0x10", "99999999999", "999999999999999999999999999999", " 2500 ", "60001"})
    void absurdDeadlineIsTheLongestThereIs(String sent) {
        ask(DEADLINE, sent).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "-999999999999999999999999999999", "-9223372036854775808"})
    void deadlineThatHasPassedIsAnsweredAtOnce(String sent) {
        ask(DEADLINE, sent)
                .statusCode(504)
                .body("type", equalTo("https://surety.dev/problems/deadline-exceeded"))
                .body("detail", equalTo("the deadline had passed when the request arrived"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"interactive", "evaluation", "bulk", " bulk "})
    void everyPriorityIsServedWhileThereIsRoom(String priority) {
        ask(PRIORITY, priority).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"urgent", "Interactive", "interactive, bulk", "0"})
    void unknownPriorityIsRefusedByName(String priority) {
        ask(PRIORITY, priority)
                .statusCode(400)
                .body("field", equalTo(PRIORITY))
                .body("detail", equalTo("the header Surety-Priority is wrong: there is no priority '" + priority
                        + "': use interactive, evaluation, bulk"));
    }

    @Test
    void responseTellsTheServicesTimeAndTheSlices() {
        ask(PRIORITY, "interactive").header("Server-Timing", matchesPattern("identity-policy;dur=\\d+\\.\\d{3}, authorize;dur=\\d+\\.\\d{3}"));
    }

    @Test
    void whatWasCountedReachesTheLedgersTopic() throws JsonProcessingException {
        var sent = kafka.<Record<String, String>>sink("slo-windows");
        sent.clear();

        ask(PRIORITY, "interactive").statusCode(200);
        ask("Authorization", "Bearer garbage").statusCode(401);

        assertEquals(true, Eventually.within(Duration.ofSeconds(15), () -> !sent.received().isEmpty(), true));
        var record = sent.received().getFirst().getPayload();
        assertEquals("[]", EventSchema.of("slo-window.v1").violations(record.value()));
        var event = json.readValue(record.value(), new TypeReference<CloudEvent<SliceWindow>>() {});
        var window = event.data();
        assertEquals(
                List.of("authorize", replica.name() + "/authorize/" + window.startsAt().toEpochMilli(), "authorize", replica.name(), 1_000L),
                List.of(record.key(), event.id(), window.objective(), window.replica(), window.lengthMs()));
        assertTrue(window.total() > 0);
    }

    private static ValidatableResponse ask(String header, String value) {
        var asked = given().header(header, value);
        return (header.equals("Authorization") ? asked : asked.header("Authorization", "Bearer " + ScriptedIssuer.token(unchanged -> {})))
                .post("/v1/grants")
                .then();
    }
}
