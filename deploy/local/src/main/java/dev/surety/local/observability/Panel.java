package dev.surety.local.observability;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * One panel of a dashboard.
 *
 * @param view    how it shows
 * @param title   what it shows
 * @param says    how it is to be read
 * @param unit    Grafana's word for the unit
 * @param queries what it asks Prometheus
 * @param marks   values with a colour from there on, lowest first; may be empty
 * @param words   shown instead of values; may be empty
 */
record Panel(View view, String title, String says, String unit, List<Query> queries, List<Mark> marks, Map<String, String> words) {

    /** Grafana divides a row into so many parts. */
    static final int ROW_WIDTH = 24;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    Panel {
        queries = List.copyOf(queries);
        marks = List.copyOf(marks);
    }

    enum View {
        LINES("timeseries"),
        NUMBER("stat"),
        STATES("state-timeline");

        private final String label;

        View(String label) {
            this.label = label;
        }
    }

    /**
     * @param expression PromQL
     * @param legend     with labels in double braces
     */
    record Query(String expression, String legend) {}

    /** From this value on, this colour. */
    record Mark(double from, String colour) {}

    static Panel lines(String title, String says, String unit, Query... queries) {
        return new Panel(View.LINES, title, says, unit, List.of(queries), List.of(), Map.of());
    }

    static Panel number(String title, String says, String unit, Query query) {
        return new Panel(View.NUMBER, title, says, unit, List.of(query), List.of(), Map.of());
    }

    static Panel states(String title, String says, Map<String, String> words, Query query) {
        return new Panel(View.STATES, title, says, "none", List.of(query), List.of(), words);
    }

    Panel marked(Mark... at) {
        return new Panel(view, title, says, unit, queries, List.of(at), words);
    }

    ObjectNode json(int id, ObjectNode place, ObjectNode datasource) {
        var panel = JSON.objectNode().put("id", id).put("type", view.label).put("title", title).put("description", says);
        panel.set("datasource", datasource);
        panel.set("gridPos", place);
        var defaults = panel.putObject("fieldConfig").putObject("defaults").put("unit", unit);
        if (!marks.isEmpty()) {
            thresholds(defaults);
        }
        if (!words.isEmpty()) {
            words(defaults);
        }
        panel.withObject("/fieldConfig").putArray("overrides");
        var targets = panel.putArray("targets");
        for (var query : queries) {
            targets.addObject()
                    .put("refId", String.valueOf((char) ('A' + targets.size() - 1)))
                    .put("expr", query.expression())
                    .put("legendFormat", query.legend())
                    .set("datasource", datasource);
        }
        return panel;
    }

    private void thresholds(ObjectNode defaults) {
        if (view == View.LINES) {
            defaults.putObject("custom").putObject("thresholdsStyle").put("mode", "line");
        }
        defaults.putObject("color").put("mode", view == View.LINES ? "palette-classic" : "thresholds");
        var steps = defaults.putObject("thresholds").put("mode", "absolute").putArray("steps");
        var first = steps.addObject();
        first.put("color", view == View.LINES ? "transparent" : "green").putNull("value");
        marks.forEach(mark -> steps.addObject().put("color", mark.colour()).put("value", mark.from()));
    }

    private void words(ObjectNode defaults) {
        var options = JSON.objectNode();
        words.forEach((value, word) -> options.putObject(value).put("text", word));
        defaults.putArray("mappings").addObject().put("type", "value").set("options", options);
    }
}
