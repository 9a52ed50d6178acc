package dev.surety.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.process.Launch;
import dev.surety.local.process.Part;
import dev.surety.local.process.PartFailure;
import dev.surety.local.state.Checkout;
import dev.surety.local.state.Ports;
import dev.surety.local.state.Secrets;
import dev.surety.local.state.Site;
import dev.surety.local.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each service is told: the agreement between the stack and the services. */
class StackPartsTest {

    @TempDir
    Path folder;
    private Site site;

    @BeforeEach
    void aBuiltCheckout() throws IOException {
        var checkout = new Checkout(folder);
        for (String service : List.of("identity-policy", "retrieval", "ingestion", "inference", "evaluation")) {
            Files.createDirectories(checkout.service(service));
            Files.writeString(checkout.service(service).resolve("quarkus-run.jar"), "");
        }
        var state = new StateFolder(folder.resolve(".surety")).create();
        site = new Site(checkout, state, state.dist(), Ports.from(Map.of("SURETY_PORT_OFFSET", "1")), Secrets.of(state));
    }

    @Test
    void inferenceKnowsItsNeighboursAndItsDatabase() throws IOException {
        assertEquals(Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_PORT", "8081"),
                Map.entry("SURETY_CONTRACT", site.state().contract().toString()),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9093"),
                Map.entry("SURETY_IDENTITY_URL", "http://127.0.0.1:8082"),
                Map.entry("SURETY_RETRIEVAL_URL", "http://127.0.0.1:8083"),
                Map.entry("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:5434/surety"),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:5434/surety"),
                Map.entry("QUARKUS_DATASOURCE_USERNAME", "inference"),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", site.secrets().postgresPassword())),
                environment("inference", Map.of("HOME", "/somewhere"), Optional.empty()));
    }

    @Test
    void evaluationKnowsTheSuitesAndTheirTestPeople() throws IOException {
        assertEquals(Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_PORT", "8085"),
                Map.entry("SURETY_CONTRACT", site.state().contract().toString()),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9093"),
                Map.entry("SURETY_IDENTITY_URL", "http://127.0.0.1:8082"),
                Map.entry("SURETY_INFERENCE_URL", "http://127.0.0.1:8081"),
                Map.entry("SURETY_RETRIEVAL_URL", "http://127.0.0.1:8083"),
                Map.entry("SURETY_OPENSEARCH_URL", "http://127.0.0.1:9201"),
                Map.entry("SURETY_SUITES_DIR", "/elsewhere/suites"),
                Map.entry("SURETY_PERSONAS_PASSWORD", site.secrets().demoPassword()),
                Map.entry("SURETY_OIDC_URL", "http://127.0.0.1:8181/realms/surety"),
                Map.entry("SURETY_OIDC_CLIENT_ID", "surety-evaluation"),
                Map.entry("SURETY_OIDC_CLIENT_SECRET", site.secrets().clientSecret("surety-evaluation")),
                Map.entry("SURETY_EVALUATION_PROBE_CLIENT_SECRET", site.secrets().clientSecret("surety-probe")),
                Map.entry("SURETY_EVALUATION_PROBE_INDEXES", "kestrel"),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:5434/surety"),
                Map.entry("QUARKUS_DATASOURCE_USERNAME", "evaluation"),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", site.secrets().postgresPassword())),
                environment("evaluation", Map.of("SURETY_SUITES_DIR", "/elsewhere/suites"), Optional.empty()));
        assertEquals(folder.resolve("eval/suites").toString(), environment("evaluation", Map.of(), Optional.empty()).get("SURETY_SUITES_DIR"));
    }

    @Test
    void modelsAreToldToInferenceAlone() throws IOException {
        Map<String, String> callers = Map.of("SURETY_TIERS_LARGE_API_KEY", "key");

        Map<String, String> inference = environment("inference", callers, Optional.of(Path.of("/w/tiny.gguf")));

        assertEquals("key", inference.get("SURETY_TIERS_LARGE_API_KEY"));
        assertEquals("http://127.0.0.1:8091/v1", inference.get("SURETY_TIERS_SMALL_BASE_URL"));
        assertFalse(environment("retrieval", callers, Optional.empty()).containsKey("SURETY_TIERS_LARGE_API_KEY"));
    }

    @Test
    void howGrantsAreMadeIsToldToIdentityPolicyAloneAndTheirKeysAreTheStacks() throws IOException {
        Map<String, String> callers = Map.of("SURETY_GRANTS_KEY_CHECK", "1s", "SURETY_GRANTS_SIGNING_KEYS", "/elsewhere/keys.json");

        Map<String, String> identity = environment("identity-policy", callers, Optional.empty());

        assertEquals("1s", identity.get("SURETY_GRANTS_KEY_CHECK"));
        assertNotEquals("/elsewhere/keys.json", identity.get("SURETY_GRANTS_SIGNING_KEYS"));
        assertFalse(environment("retrieval", callers, Optional.empty()).containsKey("SURETY_GRANTS_KEY_CHECK"));
    }

    @Test
    void everyServiceExportsTracesWhereTheCallerSaysSo() throws IOException {
        Map<String, String> callers = Map.of("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317");

        for (String service : List.of("identity-policy", "retrieval", "ingestion", "inference", "evaluation")) {
            assertEquals("http://collector:4317", environment(service, callers, Optional.empty()).get("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT"));
        }
    }

    @Test
    void allServicesFollowTheStacksContractAndNoneRestartsForIt() throws IOException {
        Map<String, String> callers = Map.of("SURETY_CONTRACT", folder.resolve("other.yaml").toString());

        for (String service : List.of("identity-policy", "retrieval", "ingestion", "inference", "evaluation")) {
            var launch = launch(service, callers, Optional.empty());

            assertEquals(site.state().contract().toString(), launch.environment().get("SURETY_CONTRACT"));
            assertFalse(launch.inputs().contains(site.state().contract()), service);
        }
    }

    @Test
    void aSecondInferenceIsAReplicaOfTheFirst() throws IOException {
        Map<String, String> callers = Map.of("SURETY_INFERENCE_REPLICAS", "2");

        var first = new HashMap<>(environment("inference", callers, Optional.empty()));
        var second = new HashMap<>(environment("inference-2", callers, Optional.empty()));

        assertNotEquals(first.remove("QUARKUS_HTTP_PORT"), second.remove("QUARKUS_HTTP_PORT"));
        assertEquals(first, second);
    }

    @Test
    void eachPartComesAfterThoseItNeeds() throws IOException {
        var seen = new HashSet<String>();

        for (Part part : new StackParts(site, Map.of()).all(Optional.of(Path.of("tiny.gguf")))) {
            assertTrue(seen.containsAll(part.needs()), part.name());
            seen.add(part.name());
        }
        assertEquals(10, seen.size());
    }

    @Test
    void serviceThatWasNeverBuiltIsNamedWithTheWayOut() throws IOException {
        Files.delete(site.checkout().service("retrieval").resolve("quarkus-run.jar"));

        var failure = assertThrows(PartFailure.class, () -> environment("retrieval", Map.of(), Optional.empty()));

        assertEquals("retrieval: " + site.checkout().service("retrieval").resolve("quarkus-run.jar") + " is missing: run `make build`",
                failure.getMessage());
    }

    private Map<String, String> environment(String part, Map<String, String> callers, Optional<Path> weights) throws IOException {
        return launch(part, callers, weights).environment();
    }

    private Launch launch(String part, Map<String, String> callers, Optional<Path> weights) throws IOException {
        return new StackParts(site, callers).all(weights).stream()
                .filter(candidate -> candidate.name().equals(part)).findFirst().orElseThrow().launch();
    }
}
