package dev.surety.local.leak.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.local.stack.Restart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.stream.Collectors;

/** OpenSearch ignores every filter: retrieval's last check alone stands between the index and the callers. */
final class FilterIgnored implements Fault {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public String name() {
        return "filter-ignored";
    }

    @Override
    public boolean takesTheFilterAway() {
        return true;
    }

    @Override
    public void play(Scene scene) throws IOException, InterruptedException {
        try (var road = Road.changing(FilterIgnored::withoutFilters).leadTo(scene.site().url("opensearch"))) {
            var detour = new HashMap<>(scene.environment());
            detour.put("SURETY_OPENSEARCH_URL", road.url());
            Restart.of("retrieval", detour);
            try {
                scene.shoot(1);
            } finally {
                Restart.of("retrieval", scene.environment());
            }
        }
    }

    /** Each line is a target or a search of {@code _msearch}. */
    static byte[] withoutFilters(byte[] body) {
        var lines = new String(body, StandardCharsets.UTF_8);
        return lines.lines()
                .map(FilterIgnored::withoutFilter)
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String withoutFilter(String line) {
        try {
            var tree = JSON.readTree(line);
            strip(tree);
            return JSON.writeValueAsString(tree);
        } catch (IOException notJson) {
            throw new UncheckedIOException("retrieval sends OpenSearch what is no JSON", notJson);
        }
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("filter")) {
            // In a query a list, in a k-NN clause and an aggregation one condition: this one is always met.
            object.putObject("filter").putObject("match_all");
        }
        node.forEach(FilterIgnored::strip);
    }
}
