package dev.surety.retrieval;

import static dev.surety.retrieval.testing.GrantFixture.aGrant;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.event.CloudEvent;
import dev.surety.event.EntitlementsChanged;
import dev.surety.grant.GrantAttacks;
import dev.surety.grant.GrantAttacks.Attack;
import dev.surety.retrieval.testing.ScriptedEngine;
import dev.surety.retrieval.testing.ScriptedIdentity;
import dev.surety.testing.OversizedHeader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Grants that somebody made up, kept, took elsewhere or changed: each is refused, on each address, before anything is asked of the engine or of a model. */
@QuarkusTest
@QuarkusTestResource(value = ScriptedEngine.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(ScriptedIdentity.class)
class GrantAttacksTest {

    private static final Map<String, String> ADDRESSES = Map.of(
            "/v1/searches", "{\"query\": \"train\"}",
            "/v1/visibilities", "{\"documentIds\": [\"first\"]}",
            "/v1/rerank", "{\"query\": \"train\", \"documents\": [\"a\"]}",
            "/v1/embeddings", "{\"input\": [\"a\"]}");

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector kafka;

    @Inject
    ObjectMapper json;

    @TestHTTPResource
    URI root;

    @ParameterizedTest
    @MethodSource("attacks")
    void attackIsRefusedAndTouchesNothing(Attack attack) {
        var before = touched();

        ADDRESSES.forEach((address, body) -> ask(address, body, attack.grant())
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("type", equalTo("https://surety.dev/problems/unauthenticated")));

        assertEquals(before, touched());
    }

    /** The server itself gives up on it, before any of our code runs. */
    @Test
    void hugeGrantIsRefusedAndTouchesNothing() {
        var before = touched();
        var grant = GrantAttacks.good("retrieval") + "A".repeat(100_000);

        ADDRESSES.keySet().forEach(address -> OversizedHeader.assertRefused(root.resolve(address), "Surety-Grant", grant));

        assertEquals(before, touched());
    }

    @Test
    void olderGrantThanAChangeIsOutdatedAndTouchesNothing() throws JsonProcessingException {
        var old = aGrant().ofTenant("heron").ofEpoch(7).signed();
        search(old).statusCode(200);
        var change = new EntitlementsChanged("heron", 8, List.of("somebody"));
        kafka.source("entitlement-changes")
                .send(json.writeValueAsBytes(
                        CloudEvent.of("heron/8", "/surety/identity-policy", EntitlementsChanged.TYPE, "heron", Instant.now(), change)));
        var before = touched();

        ADDRESSES.forEach((address, body) -> ask(address, body, old)
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\", error_description=\"grant-outdated\"")
                .body("type", equalTo("https://surety.dev/problems/grant-outdated")));

        assertEquals(before, touched());
        search(aGrant().ofTenant("heron").ofEpoch(8).signed()).statusCode(200);
    }

    /** So that the others are refused for what is wrong with them. */
    @Test
    void theGrantThatTheAttacksAreMadeOfHolds() {
        search(GrantAttacks.good("retrieval")).statusCode(200);
    }

    static Stream<Attack> attacks() {
        return GrantAttacks.against("retrieval");
    }

    private static ValidatableResponse search(String grant) {
        return ask("/v1/searches", ADDRESSES.get("/v1/searches"), grant);
    }

    private static ValidatableResponse ask(String address, String body, String grant) {
        var request = given().contentType("application/json").body(body);
        return (grant.isEmpty() ? request : request.header("Surety-Grant", grant)).post(address).then();
    }

    /** What was asked of the engine and of the model so far. */
    private static List<String> touched() {
        return given().get("/q/metrics").asString().lines()
                .filter(line -> line.startsWith("surety_retrieval_step_seconds_count{") && !line.contains("step=\"authorize\"")
                        || line.startsWith("http_client_requests_seconds_count") && !line.contains("jwks"))
                .sorted()
                .toList();
    }
}
