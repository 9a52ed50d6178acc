package dev.surety.identity.grant;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.identity.GrantKeysFile;
import dev.surety.identity.ScriptedIssuer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ProviderDownTest.IssuerDownAtStart.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = GrantKeysFile.class, restrictToAnnotatedClass = true)
class ProviderDownTest {

    @Test
    void withoutTheProviderNobodyIsIdentifiedUntilItIsBack() {
        var token = ScriptedIssuer.token(unchanged -> {});

        var down = ask(token);

        ask("garbage").statusCode(401);
        down.statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "2")
                .header("RateLimit", "\"identity-policy\";r=0;t=2")
                .body("type", equalTo("https://surety.dev/problems/identity-unavailable"));

        ScriptedIssuer.up();
        assertEquals(200, Eventually.within(Duration.ofSeconds(15), () -> ask(token).extract().statusCode(), 200));

        // Keys that are known go on being trusted while the provider is away.
        ScriptedIssuer.down();
        ask(token).statusCode(200);
        ScriptedIssuer.up();
    }

    private static ValidatableResponse ask(String token) {
        return given().header("Authorization", "Bearer " + token).post("/v1/grants").then();
    }

    public static final class IssuerDownAtStart implements QuarkusTestResourceLifecycleManager {

        private final ScriptedIssuer issuer = new ScriptedIssuer();

        @Override
        public Map<String, String> start() {
            var configuration = issuer.start();
            ScriptedIssuer.down();
            return configuration;
        }

        @Override
        public void stop() {
            issuer.stop();
        }
    }
}
