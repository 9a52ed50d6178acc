package dev.surety.inference;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.local.testing.RealKafka;
import dev.surety.local.testing.RealPostgres;
import dev.surety.request.RequestId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A contract that prefers the large tier, before a model that does right and wrong on demand. */
@QuarkusTest
@TestProfile(LargeTierTest.LargeFirst.class)
@QuarkusTestResource(RealKafka.class)
@QuarkusTestResource(value = RealPostgres.class, initArgs = @ResourceArg(name = "schema", value = "inference"))
@QuarkusTestResource(ScriptedPeers.class)
class LargeTierTest {

    public static final class LargeFirst implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("surety.contract", "src/test/resources/contract-large-first.yaml");
        }
    }

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void servesWhatStandsInThePassagesAndChargesForIt() throws Exception {
        var id = Answers.ask("MODEL-GOOD how many days may I work abroad?")
                .statusCode(200)
                .body("tier", equalTo("large"))
                .body("text", equalTo("You may work abroad for up to 30 calendar days a year [1]."))
                .body("citations[0].quote", equalTo("You may work abroad for up to 30 calendar days a year."))
                .body("degraded", empty())
                .extract().<String>path("requestId");

        var record = Answers.recordOf(id, kafka).path("data");

        // We count more to read than the provider tells; at 1 USD and 5 USD a million.
        assertTrue(record.path("promptTokens").asInt() > 200, record.toString());
        assertEquals(20, record.path("completionTokens").asInt());
        assertEquals(price(record), new BigDecimal(record.path("costUsd").asText()));
    }

    @Test
    void whatIsTooDearIsShortenedAndNotRefused() throws Exception {
        var id = Answers.ask("alice", Map.of("question", "MODEL-GOOD how many days may I work abroad, for less?", "maxCostUsd", "0.001"))
                .statusCode(200)
                .body("tier", equalTo("large"))
                .body("text", startsWith("You may work abroad for up to 30 calendar days a year [1]."))
                // So that nobody who pays for more gets it from the cache.
                .body("degraded", contains("shorter-answers"))
                .extract().<String>path("requestId");

        var record = Answers.recordOf(id, kafka).path("data");

        assertTrue(new BigDecimal(record.path("costUsd").asText()).compareTo(new BigDecimal("0.001")) <= 0, record.toString());
    }

    @Test
    void aModelThatGoesOnBeyondTheBoundIsCutOffThere() throws Exception {
        var id = Answers.ask("alice", Map.of("question", "MODEL-TALKS how many days may I work abroad?", "maxCostUsd", "0.001"))
                .statusCode(200)
                .body("tier", equalTo("large"))
                .body("degraded", contains("shorter-answers"))
                .extract().<String>path("requestId");

        var record = Answers.recordOf(id, kafka).path("data");

        var bought = (1_000 - record.path("promptTokens").asInt()) / 5;
        assertEquals(bought, record.path("completionTokens").asInt(), 8, record.toString());
        assertEquals(price(record), new BigDecimal(record.path("costUsd").asText()));
    }

    @Test
    void aProviderThatTellsNoTokensIsPaidForWhatItWasSentAndWrote() throws Exception {
        var id = Answers.ask("MODEL-UNDERTELLS how many days may I work abroad?").statusCode(200).extract().<String>path("requestId");

        var record = Answers.recordOf(id, kafka).path("data");

        assertTrue(record.path("promptTokens").asInt() > 200, record.toString());
        assertTrue(record.path("completionTokens").asInt() > 10, record.toString());
        assertEquals(price(record), new BigDecimal(record.path("costUsd").asText()));
    }

    @Test
    void aModelThatIsTooSlowLeavesTimeForTheNextTierAndIsPaidAtItsWorst() throws Exception {
        var id = Answers.ask("MODEL-HANGS how many days may I work abroad?")
                .statusCode(200)
                .body("tier", equalTo("extractive"))
                .body("degraded", contains("tier-fallback"))
                .extract().<String>path("requestId");

        var record = Answers.recordOf(id, kafka).path("data");

        assertEquals(500, record.path("completionTokens").asInt(), record.toString());
        assertEquals(price(record), new BigDecimal(record.path("costUsd").asText()));
    }

    @Test
    void whoGoesAwayLeavesARecordOfWhatTheModelCost() throws Exception {
        var id = RequestId.next().toString();
        var request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/answers"))
                .header("Authorization", "Bearer token-of-alice")
                .header("Accept", "text/event-stream")
                .header("Content-Type", "application/json")
                .header("X-Request-Id", id)
                .POST(HttpRequest.BodyPublishers.ofString("{\"question\":\"MODEL-HANGS how many days may people work abroad?\",\"deadlineMs\":20000}"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var lines = client.send(request, HttpResponse.BodyHandlers.ofLines()).body();
            // Routing is done: the model is being asked, and says nothing.
            assertTrue(lines.anyMatch(line -> line.contains("\"stage\":\"route\"")));
            awaitCall();
            client.shutdownNow();
        }

        var record = Answers.recordOf(id, kafka).path("data");

        assertEquals("cancelled", record.path("problem").asText(), record.toString());
        assertEquals(500, record.path("completionTokens").asInt(), record.toString());
        assertEquals(price(record), new BigDecimal(record.path("costUsd").asText()));
        assertTrue(record.path("stages").toString().contains("\"stage\":\"generate\""), record.toString());
    }

    @Test
    void aProviderThatFailsBeforeItWritesIsNotPaid() {
        Answers.ask("MODEL-FAILS how many days may I work abroad, free?").statusCode(200).body("costUsd", equalTo("0"));
    }

    /** Until a model is being called. */
    private static void awaitCall() {
        var until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!RestAssured.get("/q/metrics").asString().contains("surety_slice_in_flight{objective=\"generate\"} 1.0")) {
            assertTrue(System.nanoTime() < until, "no model was called within 10 s");
        }
    }

    /** At 1 USD for a million tokens read and 5 USD for a million written. */
    private static BigDecimal price(JsonNode record) {
        return BigDecimal.valueOf(record.path("promptTokens").asLong() + 5 * record.path("completionTokens").asLong(), 6).stripTrailingZeros();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MODEL-LIES", "MODEL-INVENTS", "MODEL-FAILS", "MODEL-NOTHING"})
    void whatDoesNotHoldIsNeverServed(String behaviour) {
        Answers.ask(behaviour + " how many days may I work abroad?")
                .statusCode(200)
                .body("tier", equalTo("extractive"))
                .body("text", not(containsString("90")))
                .body("text", containsString("30 calendar days"))
                .body("degraded", contains("tier-fallback"))
                .header("Surety-Degraded", equalTo("tier-fallback"));
    }

    @Test
    void aSentenceWithoutSupportIsDropped() {
        Answers.ask("MODEL-PARTLY how many days may I work abroad?")
                .statusCode(200)
                .body("tier", equalTo("large"))
                .body("text", equalTo("You may work abroad for up to 30 calendar days a year [1]."));
    }

    @Test
    void noModelIsCalledThatCouldExceedTheCallersCeiling() {
        Answers.ask("alice", Map.of("question", "MODEL-GOOD how many days may I work abroad, cheaply?", "maxCostUsd", "0.0001"))
                .statusCode(200)
                .body("tier", equalTo("extractive"))
                .body("costUsd", equalTo("0"));
    }
}
