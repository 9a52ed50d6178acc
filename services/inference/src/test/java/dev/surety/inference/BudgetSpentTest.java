package dev.surety.inference;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.surety.event.BudgetShareReached;
import dev.surety.event.Topics;
import dev.surety.local.testing.RealKafka;
import dev.surety.local.testing.RealPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Teams with a cent a day, and a provider that charges two for some questions. */
@QuarkusTest
@TestProfile(BudgetSpentTest.SmallBudgets.class)
@QuarkusTestResource(RealKafka.class)
@QuarkusTestResource(value = RealPostgres.class, initArgs = @ResourceArg(name = "schema", value = "inference"))
@QuarkusTestResource(ScriptedPeers.class)
class BudgetSpentTest {

    public static final class SmallBudgets implements QuarkusTestProfile {

        private static final Path CONTRACT = Path.of("src/test/resources/contract-large-first.yaml");
        private static final String TEAM =
                """
                  budgets:
                    - budget: bobs
                      tenant: kestrel
                      group: group:team-of-bob
                      perDayUsd: "0.01"
                      owner: bobs-lead@kestrelquay.example
                      tellAt: [50%, 80%, 100%]
                      whenSpent: extractive-only
                    - budget: carols
                      tenant: kestrel
                      group: group:team-of-carol
                      perDayUsd: "0.01"
                      owner: carols-lead@kestrelquay.example
                      tellAt: [100%]
                      whenSpent: sources-only
                    - budget: erins
                      tenant: kestrel
                      group: group:team-of-erin
                      perDayUsd: "0.01"
                      owner: erins-lead@kestrelquay.example
                      tellAt: [100%]
                      whenSpent: extractive-only
                """;

        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                var contract = Path.of("target", "contract-small-budgets.yaml");
                Files.writeString(contract, Files.readString(CONTRACT).replace("  budgets:\n", TEAM));
                return Map.of("surety.contract", contract.toString(), "surety.budget.lease", "1s");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String OVERCHARGED = "MODEL-OVERCHARGES how many days may I work abroad?";
    private static final String QUESTION = "MODEL-GOOD how many days may I work abroad?";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    /** The first question of a process finds nothing ready, and may be too late for its slices. */
    @BeforeEach
    void warm() {
        var until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (ask("alice", QUESTION).extract().statusCode() != 200) {
            assertTrue(System.nanoTime() < until, "no answer within a minute");
        }
    }

    @Test
    void aSpentBudgetIsAnsweredInTheDocumentsWordsAndTheCallerIsTold() throws Exception {
        ask("bob", QUESTION).statusCode(200).body("tier", equalTo("large"));
        var charged = ask("bob", OVERCHARGED).statusCode(200).body("tier", equalTo("large")).extract().<String>path("costUsd");

        var id = ask("bob", QUESTION)
                .statusCode(200)
                .header("Surety-Degraded", containsString("budget-spent"))
                .header("Surety-Degraded", not(containsString("tier-fallback")))
                .body("outcome", equalTo("answered"))
                .body("tier", equalTo("extractive"))
                .body("costUsd", equalTo("0"))
                .body("text", containsString("30 calendar days"))
                .body("text", containsString("Today's budget for models is spent"))
                .extract().<String>path("requestId");

        assertTrue(Double.parseDouble(charged) > 0.01, charged);
        assertTrue(Answers.recordOf(id, kafka).path("data").path("stages").toString().contains("budget bobs has no room today"));
        ask("alice", QUESTION).statusCode(200).body("tier", equalTo("large"));
    }

    @Test
    void aSpentBudgetCanMeanSourcesOnly() {
        ask("carol", OVERCHARGED).statusCode(200).body("tier", equalTo("large"));

        ask("carol", QUESTION)
                .statusCode(200)
                .header("Surety-Degraded", containsString("budget-spent"))
                .body("outcome", equalTo("sources-only"))
                .body("citations[0].documentId", equalTo("d-1"))
                .body("text", containsString("Today's budget for models is spent"));
    }

    @Test
    void theOwnerIsToldAndAuditorsSeeIt() throws Exception {
        ask("erin", OVERCHARGED).statusCode(200).body("tier", equalTo("large"));

        var told = shares("erins");

        assertEquals(List.of("100%"), told.stream().map(event -> event.path("share").asText()).toList());
        assertEquals("erins-lead@kestrelquay.example", told.getFirst().path("owner").asText());
        budgets("auditor-olive")
                .statusCode(200)
                .body("budget", contains("bobs", "carols", "erins", "company-daily"))
                .body("find { it.budget == 'erins' }.perDayUsd", equalTo("0.01"))
                .body("find { it.budget == 'erins' }.leftUsd", equalTo("0"))
                .body("find { it.budget == 'erins' }.owner", equalTo("erins-lead@kestrelquay.example"))
                .body("find { it.budget == 'erins' }.sharesReached", contains("100%"));
        var metrics = RestAssured.get("/q/metrics").then().statusCode(200).extract().asString();
        assertTrue(metrics.lines().anyMatch(line -> line.matches("surety_budget_used_ratio\\{budget=\"erins\"} [2-9]\\..*")), metrics);
        assertTrue(metrics.lines().anyMatch(line -> line.matches("surety_budget_shares_reached_total\\{budget=\"erins\",share=\"100%\"} 1\\.0.*")), metrics);
        assertTrue(metrics.lines().anyMatch(line -> line.matches("surety_budget_overdrawn_total\\{budget=\"erins\"} 1\\.0.*")), metrics);
        assertTrue(metrics.lines().anyMatch(line -> line.matches("surety_answer_cost_usd_total 0\\.[0-9]+.*")), metrics);
    }

    @Test
    void budgetsAreNobodyElsesBusiness() {
        budgets("alice").statusCode(403).body("type", equalTo("https://surety.dev/problems/forbidden"));
        RestAssured.get("/v1/budgets").then().statusCode(401).body("type", equalTo("https://surety.dev/problems/unauthenticated"));
    }

    /** Never a cached answer: each question is to be paid for. */
    private static ValidatableResponse ask(String name, String question) {
        return RestAssured.given()
                .header("Authorization", "Bearer token-of-" + name)
                .header("Cache-Control", "no-cache")
                .contentType("application/json")
                .body(Map.of("question", question))
                .post("/v1/answers")
                .then();
    }

    private static ValidatableResponse budgets(String name) {
        return RestAssured.given().header("Authorization", "Bearer token-of-" + name).get("/v1/budgets").then();
    }

    /** What owners were told of a budget, once something was, and all that follows within a few seconds. */
    private List<JsonNode> shares(String budget) throws IOException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka, "group.id", UUID.randomUUID().toString(), "auto.offset.reset", "earliest");
        var told = new ArrayList<JsonNode>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.BUDGETS));
            var until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (System.nanoTime() < until) {
                for (var record : consumer.poll(Duration.ofMillis(500))) {
                    var event = JSON.readTree(record.value());
                    assertEquals(BudgetShareReached.TYPE, event.path("type").asText());
                    if (budget.equals(record.key())) {
                        told.add(event.path("data"));
                        until = System.nanoTime() + Duration.ofSeconds(3).toNanos();
                    }
                }
            }
        }
        return told;
    }
}
