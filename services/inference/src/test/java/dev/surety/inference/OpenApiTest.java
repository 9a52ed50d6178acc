package dev.surety.inference;

import dev.surety.local.testing.RealKafka;
import dev.surety.local.testing.RealPostgres;
import dev.surety.testing.CommittedOpenApi;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealKafka.class)
@QuarkusTestResource(value = RealPostgres.class, initArgs = @ResourceArg(name = "schema", value = "inference"))
@QuarkusTestResource(ScriptedPeers.class)
class OpenApiTest {

    @TestHTTPResource("q/openapi")
    URI running;

    @Test
    void theApiIsTheCommittedOne() {
        CommittedOpenApi.assertSame(running);
    }
}
