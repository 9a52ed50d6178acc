package dev.surety.local.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardTest {

    @TempDir
    Path folder;

    @Test
    void rowsTellTheContractInOrder() throws Exception {
        var rows = panels(new Dashboard(Contracts.demo()).text()).stream()
                .filter(panel -> panel.get("type").asText().equals("row"))
                .map(panel -> panel.get("title").asText())
                .toList();

        assertEquals(List.of("Answer", "Slices", "Burn rates and states", "Degradation", "Revocation", "Cost and budgets", "Limits and refusals"), rows);
    }

    @Test
    void panelsAskTheChosenDatasourceAndLieSideBySide() throws Exception {
        var panels = panels(new Dashboard(Contracts.demo()).text());

        var ids = new HashSet<Integer>();
        var places = new HashSet<String>();
        for (var panel : panels) {
            assertTrue(ids.add(panel.get("id").asInt()), () -> "two panels have the id " + panel.get("id"));
            for (var cell : cells(panel.get("gridPos"))) {
                assertTrue(places.add(cell), () -> panel.get("title") + " lies on another panel");
            }
            for (var target : panel.path("targets")) {
                assertEquals("${datasource}", target.at("/datasource/uid").asText());
            }
        }
    }

    @Test
    void linesStandWhereTheContractDrawsThem() throws Exception {
        var contract = Contracts.with(folder, "latency: { target: 2500ms, percentile: 95% }", "latency: { target: 2600ms, percentile: 95% }");

        var steps = panels(new Dashboard(contract).text()).stream()
                .filter(panel -> panel.get("title").asText().equals("Time to answer"))
                .findFirst()
                .orElseThrow()
                .at("/fieldConfig/defaults/thresholds/steps");

        assertEquals(2.6, steps.get(1).get("value").asDouble());
    }

    private static List<JsonNode> panels(String text) throws Exception {
        return StreamSupport.stream(JsonMapper.builder().build().readTree(text).get("panels").spliterator(), false).toList();
    }

    private static List<String> cells(JsonNode place) {
        var cells = new HashSet<String>();
        for (var x = 0; x < place.get("w").asInt(); x++) {
            for (var y = 0; y < place.get("h").asInt(); y++) {
                assertTrue(place.get("x").asInt() + x < Panel.ROW_WIDTH);
                cells.add((place.get("x").asInt() + x) + "/" + (place.get("y").asInt() + y));
            }
        }
        return List.copyOf(cells);
    }
}
