package dev.surety.evaluation.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.surety.local.testing.RealKafka;
import dev.surety.local.testing.RealOpenSearch;
import dev.surety.local.testing.RealPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that evaluation talks to: real Kafka, PostgreSQL and, behind a door, OpenSearch; scripted Keycloak, identity-policy and inference. */
public final class World implements QuarkusTestResourceLifecycleManager {

    private @Nullable OpenSearchDoor door;
    private @Nullable ScriptedNeighbours neighbours;
    private @Nullable ScriptedAssistant assistant;

    @Override
    public Map<String, String> start() {
        var config = new HashMap<String, String>();
        var postgres = new RealPostgres();
        postgres.init(Map.of("schema", "evaluation"));
        config.putAll(postgres.start());
        config.putAll(new RealKafka().start());

        var json = new ObjectMapper().registerModule(new JavaTimeModule()).disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        door = new OpenSearchDoor(RealOpenSearch.url());
        neighbours = new ScriptedNeighbours();
        assistant = new ScriptedAssistant(new AnswersTopic(RealKafka.bootstrapServers(), json), json);
        config.put("surety.opensearch.url", door.url());
        config.put("surety.testing.opensearch.url", RealOpenSearch.url());
        config.put("surety.identity.url", neighbours.url());
        config.put("surety.retrieval.url", neighbours.url());
        config.put("surety.oidc.url", neighbours.url() + "/realm");
        config.put("surety.oidc.client-secret", "secret");
        config.put("surety.personas.password", ScriptedNeighbours.PASSWORD);
        config.put("surety.inference.url", assistant.url());
        config.put("surety.suites.dir", "src/test/resources/suites");
        // Quick to try again; how long the pauses are is tested where they are read.
        config.put("surety.evaluation.records.first-pause", "20ms");
        config.put("surety.evaluation.records.longest-pause", "200ms");
        config.put("surety.evaluation.decisions.first-pause", "20ms");
        config.put("surety.evaluation.decisions.longest-pause", "200ms");
        config.put("mp.messaging.incoming.policy-decisions.auto.commit.interval.ms", "200");
        config.put("mp.messaging.incoming.answers.auto.commit.interval.ms", "200");
        config.put("surety.evaluation.runs.event-retry", "1s");
        config.put("surety.evaluation.runs.concurrency", "8");
        return config;
    }

    @Override
    public void stop() {
        if (door != null && neighbours != null && assistant != null) {
            assistant.stop();
            neighbours.stop();
            door.stop();
        }
    }
}
