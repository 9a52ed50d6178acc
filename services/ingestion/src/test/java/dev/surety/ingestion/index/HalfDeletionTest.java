package dev.surety.ingestion.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** OpenSearch goes away in the middle of a deletion. */
class HalfDeletionTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<String> bulks = new ArrayList<>();

    @Test
    void everyChunkIsClosedBeforeTheFirstOneGoes() {
        var index = index(2);

        assertThrows(IllegalStateException.class, () -> index.delete("kestrel", "d", 3));

        assertEquals(
                List.of("update d:0", "allow []", "update d:1", "allow []", "update d:2", "allow []"), actions(bulks.get(0)));
        assertEquals(List.of("delete d:0", "delete d:1", "delete d:2"), actions(bulks.get(1)));
    }

    @Test
    void nothingGoesThatCouldNotBeClosed() {
        var index = index(1);

        assertThrows(IllegalStateException.class, () -> index.delete("kestrel", "d", 3));

        assertEquals(1, bulks.size());
    }

    /** @param breaksAt number of the bulk request that fails, from 1 */
    private ChunkIndex index(int breaksAt) {
        var openSearch = (OpenSearchApi) Proxy.newProxyInstance(
                HalfDeletionTest.class.getClassLoader(), new Class<?>[] {OpenSearchApi.class}, (proxy, method, arguments) -> {
                    bulks.add((String) arguments[3]);
                    if (bulks.size() == breaksAt) {
                        throw new IllegalStateException("OpenSearch is away");
                    }
                    return JSON.readTree("{\"errors\": false}");
                });
        var config = new SmallRyeConfigBuilder()
                .withMapping(IndexConfig.class)
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(IndexConfig.class);
        return new ChunkIndex(openSearch, config, JSON);
    }

    private static List<String> actions(String lines) {
        return lines.lines().flatMap(line -> action(read(line))).toList();
    }

    private static Stream<String> action(JsonNode line) {
        if (line.has("doc")) {
            return Stream.of("allow " + line.at("/doc/allow"));
        }
        return line.properties().stream().map(action -> action.getKey() + " " + action.getValue().path("_id").asText());
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(line, notJson);
        }
    }
}
