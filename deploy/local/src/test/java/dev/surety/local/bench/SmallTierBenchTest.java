package dev.surety.local.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmallTierBenchTest {

    @Test
    void contractGetsAnotherOrderOfTiersAndKeepsTheRest() throws IOException {
        var contract = """
                contract: demo # a name
                cost: { ceilingUsd: "0.03" }
                routing:
                  cache: { timeToLive: 5m }
                  tiers:
                    - { tier: extractive, fallback: sources-only }
                """;

        var changed = InferenceVariant.withTiers(contract, List.of("small", "extractive"));

        var yaml = YAMLMapper.builder().build();
        assertEquals(yaml.readTree(contract.replace(
                "    - {", "    - { tier: small, call: { model: local-small, promptTokens: 1000, completionTokens: 120, atMost: 1 }, fallback: extractive }\n    - {")), yaml.readTree(changed));
    }

    @Test
    void contractWithoutTiersIsRefused() {
        assertThrows(IOException.class, () -> InferenceVariant.withTiers("routing: {}", List.of("small")));
    }

    @Test
    void whyIsTheFirstDecisionThatSentTheQuestionOn() throws JsonProcessingException {
        assertEquals("generate: small-nothing", why("[{\"stage\":\"route\",\"decision\":\"small\"},{\"stage\":\"generate\",\"decision\":\"small-nothing\"},{\"stage\":\"verify\",\"decision\":\"nothing-written\"}]"));
        assertEquals("verify: unsupported", why("[{\"stage\":\"generate\",\"decision\":\"small\"},{\"stage\":\"verify\",\"decision\":\"unsupported\"},{\"stage\":\"generate\",\"decision\":\"extractive\"}]"));
        assertEquals("route: sources-only", why("[{\"stage\":\"route\",\"decision\":\"sources-only\"},{\"stage\":\"verify\",\"decision\":\"sources-only\"}]"));
    }

    private static String why(String stages) throws JsonProcessingException {
        return SmallTierBench.why(JsonMapper.builder().build().readTree("{\"stages\":" + stages + "}"));
    }
}
