package dev.surety.evaluation;

import dev.surety.evaluation.testing.World;
import dev.surety.testing.CommittedOpenApi;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(World.class)
class OpenApiTest {

    @TestHTTPResource("q/openapi")
    URI running;

    @Test
    void theApiIsTheCommittedOne() {
        CommittedOpenApi.assertSame(running);
    }
}
