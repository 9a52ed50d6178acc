package dev.surety.evaluation.slo;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.burn.Counts;
import dev.surety.contract.BurnAction;
import dev.surety.contract.Degradation;
import dev.surety.edge.BurnStates;
import dev.surety.evaluation.testing.AcceleratedContract;
import dev.surety.evaluation.testing.SloTopic;
import dev.surety.evaluation.testing.World;
import dev.surety.event.BurnStatus;
import dev.surety.event.EventSchema;
import dev.surety.event.ModeChange;
import dev.surety.event.SliceWindow;
import dev.surety.event.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From counts on the topic to what everybody does about them, on real Kafka and PostgreSQL, with burn windows of seconds. */
@QuarkusTest
@QuarkusTestResource(World.class)
@TestProfile(AcceleratedContract.class)
class SloTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KEY = "hashtextextended('surety.slo.ledger.' || current_schema(), 0)";
    private static final String IS_OURS = "pid IN (SELECT pid FROM pg_stat_activity WHERE usename = current_user)";

    @Inject
    ObjectMapper json;

    @Inject
    MeterRegistry meters;

    @Inject
    BurnStates burnStates;

    @Inject
    DataSource postgres;

    @Inject
    LedgerDatabase database;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private SloTopic topic;

    @BeforeEach
    void open() {
        topic = new SloTopic(kafka, json);
    }

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void burningBudgetChangesBehaviourAndAllComesBackByItself() {
        var start = Instant.now();
        lastedSoFar("answer");
        await().atMost(PATIENCE).until(() -> state("answer").equals("steady"));
        readiness("olive").statusCode(200).body("ready", equalTo(true)).body("reasons", empty());

        await().atMost(PATIENCE).until(() -> {
            topic.publish(window("answer", Instant.now(), 100, 50, 0));
            return state("answer").equals("page") && burnStates.inForce(BurnAction.PREFER_CHEAPER_TIER);
        });

        assertEquals(
                Set.of(Degradation.CHEAPER_TIER, Degradation.SHORTER_ANSWERS, Degradation.TOLERANT_CACHE, Degradation.LOAD_SHED, Degradation.PROMOTIONS_FROZEN),
                burnStates.modes());
        assertTrue(burnStates.reason(BurnAction.SHED_BULK).startsWith("answer is in state page: the budget burns "));
        assertTrue(burnStates.since(BurnAction.SHED_BULK).orElseThrow().isBefore(Instant.now()));
        readiness("service").statusCode(200)
                .body("ready", equalTo(false))
                .body("reasons[0].objective", equalTo("answer"))
                .body("reasons[0].state", equalTo("page"));
        ask("/v1/slo", "olive").body("objectives[0].objective", equalTo("answer"))
                .body("objectives[0].latency.percentile", equalTo("95%"))
                .body("objectives[0].availability.promised", equalTo("99%"))
                .body("objectives[0].burns[0].fires", equalTo(true))
                .body("actions.action", hasItem("freeze-promotions"))
                .body("actions.mode", hasItem("promotions-frozen"));
        assertEquals(1, gauge("surety.degradation.in.force", "mode", "cheaper-tier"));
        assertEquals(2, gauge("surety.slo.state", "objective", "answer"));
        assertTrue(gauge("surety.slo.budget.left", "objective", "answer") < 1);
        assertTrue(meters.find("surety.slo.burn.rate").tags("objective", "answer", "window", "6s").gauge().value() > 14.4);

        await().atMost(Duration.ofSeconds(60)).until(() -> state("answer").equals("steady") && burnStates.modes().isEmpty());

        assertEquals(0, gauge("surety.degradation.in.force", "mode", "cheaper-tier"));
        readiness("olive").body("ready", equalTo(true));
        await().atMost(PATIENCE).until(() -> changes("cheaper-tier", start).equals(List.of(true, false)));
        var words = since(start, BurnStatus.TYPE, "answer");
        assertEquals("[]", EventSchema.of("slo-burn.v1").violations(words.getLast().toString()));
        assertEquals("[]", EventSchema.of("slo-mode.v1").violations(since(start, ModeChange.TYPE, "cheaper-tier").getLast().toString()));
        assertTrue(words.stream().map(word -> word.at("/data/state").textValue()).toList().containsAll(List.of("steady", "page")));
        var revisions = words.stream().map(word -> word.at("/data/revision").longValue()).toList();
        assertEquals(revisions.stream().sorted().toList(), revisions);
    }

    @Test
    void windowThatArrivesTwiceOrLateCountsOnce() {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var first = window("settle", now.minusSeconds(40), 10, 1, 2);
        var late = window("settle", now.minus(Duration.ofHours(5)), 1_000_000, 0, 0);
        var booked = windows("booked");
        var seenBefore = windows("seen-before");

        topic.publish("first", first);
        topic.publish("late", late);
        topic.publish("first", first);
        topic.publish("late", late);

        await().atMost(PATIENCE).until(() -> windows("seen-before") == seenBefore + 2 && windows("booked") >= booked + 2);
        assertEquals(new Counts(1_000_010, 1, 2), counts("settle"));
    }

    /** A minute fast, a minute slow: both count. What is an hour fast is no clock that differs a little. */
    @Test
    void clocksMayDifferByAMinute() {
        topic.publish(window("record", Instant.now().plusSeconds(60), 7, 0, 0));
        topic.publish(window("record", Instant.now().minusSeconds(60), 8, 0, 0));

        await().atMost(PATIENCE).until(() -> booked("record") == 15);
        assertEquals(8, counts("record").total());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "too-late           | -P2D  | ingest",
        "from-the-future    | PT10M | ingest",
        "unknown-objective  | PT0S  | parking",
    })
    void windowThatCannotBeBookedIsPutAside(String reason, Duration ago, String objective) {
        var window = window(objective, Instant.now().plus(ago), 10, 10, 0);

        topic.publish(window);

        await().atMost(PATIENCE).until(() -> topic.read(Topics.SLO_STATUS_DLQ, objective).stream().anyMatch(letter -> reason.equals(letter.at("/data/reason").textValue())));
        assertEquals(0, booked(objective));
        topic.read(Topics.SLO_STATUS_DLQ, objective).forEach(letter -> assertEquals("[]", EventSchema.of("dead-letter.v1").violations(letter.toString())));
    }

    @Test
    void poisonIsPutAsideAndOtherTypesAreLeftAlone() {
        var key = UUID.randomUUID().toString();
        topic.send(key, "no json");
        topic.send(key, new byte[] {(byte) 0xC3, 0x28});
        topic.send(key, (byte[]) null);
        topic.send(key, "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/t\",\"type\":\"dev.surety.slo.window.v1\",\"data\":{\"objective\":\"admit\"}}");
        topic.send(key, """
                {"specversion":"1.0","id":"2","source":"/t","type":"dev.surety.slo.window.v1","data":{"objective":"admit","service":"inference","replica":"r",
                 "contract":"c","startsAt":"2026-11-25T12:00:00Z","lengthMs":10000,"total":5,"failed":6,"late":0}}""");
        topic.send(key, "{\"specversion\":\"1.0\",\"id\":\"3\",\"source\":\"/t\",\"type\":\"dev.surety.slo.invented.v1\",\"data\":{}}");
        topic.publish(key, window("admit", Instant.now(), 3, 0, 0));

        await().atMost(PATIENCE).until(() -> booked("admit") == 3);
        await().atMost(PATIENCE).until(() -> topic.read(Topics.SLO_STATUS_DLQ, key).size() == 5);
        assertEquals(
                List.of("malformed-event"),
                topic.read(Topics.SLO_STATUS_DLQ, key).stream().map(letter -> letter.at("/data/reason").textValue()).distinct().toList());
    }

    @Test
    void windowWaitsForTheDatabaseAndIsNotLost() {
        run("ALTER TABLE slo_seen RENAME TO slo_seen_away");
        try {
            topic.publish(window("authorize", Instant.now(), 11, 0, 0));
            await().atMost(PATIENCE).until(() -> meters.get("surety.ledger.windows.waiting").gauge().value() >= 1);
        } finally {
            run("ALTER TABLE slo_seen_away RENAME TO slo_seen");
        }

        await().atMost(PATIENCE).until(() -> booked("authorize") == 11);
        assertEquals(0, meters.get("surety.ledger.windows.waiting").gauge().value());
    }

    /** Another session takes the lock over and says nothing: as if evaluation were away. */
    @Test
    void replicaGoesByItsOwnCountsWhileEvaluationIsSilent() throws Exception {
        var start = Instant.now();
        await().atMost(PATIENCE).until(() -> !burnStates.modes().contains(Degradation.LOCAL_BURN_STATE));
        try (var silence = postgres.getConnection()) {
            var taken = CompletableFuture.runAsync(() -> lock(silence));
            await().atMost(PATIENCE).until(this::isAskedFor);
            run("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND " + IS_OURS);
            taken.get();

            await().atMost(PATIENCE).until(() -> burnStates.modes().contains(Degradation.LOCAL_BURN_STATE));

            assertEquals("evaluation is silent; this replica goes by what it counts itself", burnStates.reason(Degradation.LOCAL_BURN_STATE));
            assertEquals(1, gauge("surety.degradation.in.force", "mode", "local-burn-state"));
            await().atMost(PATIENCE).until(() -> readiness("olive").extract().jsonPath().getString("reasons[0].state").equals("unknown"));
            try (var unlock = silence.createStatement()) {
                unlock.execute("SELECT pg_advisory_unlock(" + KEY + ")");
            }
        }

        await().atMost(PATIENCE).until(() -> !burnStates.modes().contains(Degradation.LOCAL_BURN_STATE));
        await().atMost(PATIENCE).until(() -> changes("local-burn-state", start).equals(List.of(true, false)));
    }

    @Test
    void onlyAuditorsOfTheTenantAndServicesSeeBudgets() {
        var paths = List.of("/v1/slo", "/v1/readiness");

        var statuses = paths.stream()
                .flatMap(path -> List.of("olive", "service", "alice", "eve", "forged").stream().map(name -> ask(path, name).extract().statusCode()))
                .toList();

        assertEquals(List.of(200, 200, 403, 403, 401, 200, 200, 403, 403, 401), statuses);
        given().get("/v1/slo").then().statusCode(401).contentType("application/problem+json");
    }

    /** So many good requests, not long ago, that what a test adds does not use up the budget. */
    private void lastedSoFar(String objective) {
        topic.publish(window(objective, Instant.now().minus(Duration.ofHours(5)), 1_000_000, 0, 0));
        await().atMost(PATIENCE).until(() -> booked(objective) >= 1_000_000);
    }

    private String state(String objective) {
        return ask("/v1/slo", "olive").extract().jsonPath().getString("objectives.find { it.objective == '" + objective + "' }.state");
    }

    private static ValidatableResponse readiness(String name) {
        return ask("/v1/readiness", name);
    }

    private static ValidatableResponse ask(String path, String name) {
        return given().header("Authorization", "Bearer " + name + "-token").get(path).then();
    }

    /** Whether the mode began or ended, in order. */
    private List<Boolean> changes(String mode, Instant start) {
        return since(start, ModeChange.TYPE, mode).stream().map(event -> event.at("/data/inForce").booleanValue()).toList();
    }

    private List<JsonNode> since(Instant start, String type, String key) {
        return topic.read(Topics.SLO_STATUS, key).stream()
                .filter(event -> type.equals(event.path("type").textValue()))
                .filter(event -> Instant.parse(event.at("/data/at").textValue()).isAfter(start))
                .toList();
    }

    private Counts counts(String objective) {
        return database.inTransaction(connection -> new BookedCounts(connection, Instant.EPOCH)
                .between(objective, Instant.now().minus(Duration.ofDays(1)), Instant.now()));
    }

    /** All that is booked for an objective, whenever it was. */
    private long booked(String objective) {
        return database.inTransaction(connection -> {
            try (var select = connection.prepareStatement("SELECT coalesce(sum(total), 0) FROM slo_hour WHERE objective = ?")) {
                select.setString(1, objective);
                try (var rows = select.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        });
    }

    private double windows(String result) {
        return meters.counter("surety.ledger.windows", "result", result).count();
    }

    private double gauge(String name, String tag, String value) {
        return meters.get(name).tag(tag, value).gauge().value();
    }

    private boolean isAskedFor() {
        return database.inTransaction(connection -> {
            try (var select = connection.prepareStatement("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND " + IS_OURS);
                    var rows = select.executeQuery()) {
                return rows.next();
            }
        });
    }

    private void run(String sql) {
        database.inTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    private static void lock(Connection connection) {
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + KEY + ")");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static SliceWindow window(String objective, Instant startsAt, long total, long failed, long late) {
        return new SliceWindow(objective, "inference", "r-" + UUID.randomUUID(), "abc", startsAt, 1_000, total, failed, late, 0L);
    }
}
