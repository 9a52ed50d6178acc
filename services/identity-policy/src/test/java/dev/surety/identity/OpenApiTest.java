package dev.surety.identity;

import dev.surety.testing.CommittedOpenApi;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ScriptedIssuer.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = GrantKeysFile.class, restrictToAnnotatedClass = true)
class OpenApiTest {

    @TestHTTPResource("q/openapi")
    URI running;

    @Test
    void theApiIsTheCommittedOne() {
        CommittedOpenApi.assertSame(running);
    }
}
