package dev.surety.ingestion;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.contract.BurnAction;
import dev.surety.contract.BurnState;
import dev.surety.edge.BurnStates;
import dev.surety.event.BurnStatus;
import dev.surety.event.CloudEvent;
import dev.surety.event.DocumentChange;
import dev.surety.event.DocumentEvents;
import dev.surety.event.Topics;
import dev.surety.ingestion.testing.CabledServers;
import dev.surety.ingestion.testing.ScriptedNeighbours;
import dev.surety.ingestion.testing.SourceTopic;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may let a release go live, and when nobody may. */
@QuarkusTest
@QuarkusTestResource(CabledServers.class)
@QuarkusTestResource(ScriptedNeighbours.class)
class PromotionTest {

    private static final String PROMOTE = "/v1/indexes/promotion/releases/promotion-0001/promote";
    private static long revision;

    @Inject
    ObjectMapper json;

    @Inject
    BurnStates burnStates;

    @Inject
    AgroalDataSource postgres;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @BeforeEach
    void anIndexWithOneRelease() {
        try (var topic = new SourceTopic(kafka, json)) {
            topic.publish(DocumentEvents.UPSERTED, new DocumentChange(
                    "promotion", "test://promotion/page", null, "text/markdown", "Words.", null, Instant.parse("2026-05-01T10:00:00Z"), "kestrel",
                    List.of("group:staff"), List.of(), 0));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> list("promotion", "olive").extract().statusCode() == 200);
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            say(BurnState.STEADY);
            return burnStates.isInformed();
        });
    }

    @AfterEach
    void thaw() {
        say(BurnState.STEADY);
        await().atMost(Duration.ofSeconds(20)).until(() -> !burnStates.inForce(BurnAction.FREEZE_PROMOTIONS));
    }

    @Test
    void liveReleaseStaysLive() {
        Stream.of("rene", "service").forEach(name -> promote(PROMOTE, name)
                .statusCode(200)
                .body("release", equalTo("promotion-0001"))
                .body("live", equalTo(true))
                .body("embeddingModel", equalTo(ScriptedNeighbours.MODEL)));

        list("promotion", "rene").statusCode(200).body("releases", hasSize(1)).body("releases[0].live", equalTo(true));
    }

    @Test
    void onlyReleaseManagersAndServicesPromoteAndToOthersThereIsNoIndex() {
        var statuses = Stream.of("rene", "service", "olive", "alice", "ivy", "pat", "otto", "forged").map(name -> promote(PROMOTE, name).extract().statusCode()).toList();
        var listed = Stream.of("rene", "service", "olive", "alice", "ivy", "pat", "otto", "forged").map(name -> list("promotion", name).extract().statusCode()).toList();

        assertEquals(List.of(200, 200, 403, 404, 404, 404, 404, 401), statuses);
        assertEquals(List.of(200, 200, 200, 404, 404, 404, 404, 401), listed);
    }

    @Test
    void hiddenIndexLooksLikeAMissingOne() {
        var hidden = promote(PROMOTE, "alice").extract().asString();
        var missing = promote("/v1/indexes/nothing/releases/nothing-0001/promote", "rene").statusCode(404).extract().asString();

        assertEquals(withoutRequestId(missing), withoutRequestId(hidden));
    }

    @Test
    void unknownReleaseIsNotFound() {
        promote("/v1/indexes/promotion/releases/promotion-0002/promote", "rene").statusCode(404).body("type", equalTo("https://surety.dev/problems/not-found"));
    }

    /** Nobody told it who lost access since it was live. */
    @Test
    void releaseThatWasNotKeptUpToDateDoesNotGoLive() throws SQLException {
        update("insert into index_release (index_name, number, live, embedding_model, dimension) values ('promotion', 7, false, 'm', 8)");
        try {
            promote("/v1/indexes/promotion/releases/promotion-0007/promote", "rene")
                    .statusCode(409)
                    .header("Retry-After", nullValue())
                    .body("type", equalTo("https://surety.dev/problems/not-promotable"));
            list("promotion", "rene").body("releases.live", equalTo(List.of(true, false)));
        } finally {
            update("delete from index_release where index_name = 'promotion' and number = 7");
        }
    }

    @Test
    void nothingGoesLiveWhileTheErrorBudgetFreezesPromotions() {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            say(BurnState.TICKET);
            return burnStates.inForce(BurnAction.FREEZE_PROMOTIONS);
        });

        var unknown = promote("/v1/indexes/promotion/releases/promotion-0002/promote", "rene");

        Stream.of(promote(PROMOTE, "rene"), promote(PROMOTE, "service"), unknown).forEach(reply -> reply.statusCode(409)
                .header("Retry-After", "600")
                .header("Surety-Degraded", "promotions-frozen")
                .contentType("application/problem+json")
                .body("type", equalTo("https://surety.dev/problems/promotions-frozen"))
                .body("detail", equalTo("answer is in state ticket: because")));
        promote(PROMOTE, "olive").statusCode(403);
        promote(PROMOTE, "alice").statusCode(404);
        say(BurnState.STEADY);
        await().atMost(Duration.ofSeconds(20)).until(() -> promote(PROMOTE, "rene").extract().statusCode() == 200);
    }

    @Test
    void healthIsForAuditorsOfTheContractAndServices() {
        var statuses = Stream.of("olive", "service", "alice", "otto")
                .map(name -> given().header("Authorization", "Bearer " + name + "-token").get("/v1/indexes/promotion/health").statusCode())
                .toList();

        assertEquals(List.of(200, 200, 404, 404), statuses);
    }

    private void say(BurnState state) {
        var now = Instant.now();
        var word = new BurnStatus("answer", state, now, "because", BigDecimal.ONE, List.of(), ++revision, now);
        try (var producer = new KafkaProducer<>(Map.<String, Object>of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer())) {
            var event = CloudEvent.of(UUID.randomUUID().toString(), "/surety/evaluation", BurnStatus.TYPE, "answer", now, word);
            producer.send(new ProducerRecord<>(Topics.SLO_STATUS, "answer", json.writeValueAsString(event)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void update(String sql) throws SQLException {
        try (var connection = postgres.getConnection(); var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static ValidatableResponse promote(String path, String name) {
        return given().header("Authorization", "Bearer " + name + "-token").post(path).then();
    }

    private static ValidatableResponse list(String index, String name) {
        return given().header("Authorization", "Bearer " + name + "-token").get("/v1/indexes/" + index + "/releases").then();
    }

    private static String withoutRequestId(String problem) {
        return problem.replaceAll("\"requestId\":\"[^\"]*\"", "");
    }
}
