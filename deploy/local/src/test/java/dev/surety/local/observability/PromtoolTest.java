package dev.surety.local.observability;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus itself says about the rules and the dashboard's queries. */
class PromtoolTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path OBSERVABILITY = Contracts.CHECKOUT.observability();

    @TempDir
    Path folder;
    private Tool promtool;

    @BeforeEach
    void promtoolIsThere() {
        promtool = Tool.orSkip("promtool", "SURETY_PROMTOOL", "it is in the Debian package prometheus, from version 2.42 on");
    }

    @Test
    void rulesAreAccepted() throws Exception {
        promtool.accepts(OBSERVABILITY.resolve("prometheus"), List.of("check", "rules", "rules.yaml"));
    }

    @Test
    void rulesDoWhatTheirTestsSay() throws Exception {
        promtool.accepts(OBSERVABILITY.resolve("prometheus"), List.of("test", "rules", "rules_test.yaml", "rules_days_test.yaml"));
    }

    @Test
    void testsOfTheRulesNoticeAnotherThreshold() throws Exception {
        var rules = Files.readString(OBSERVABILITY.resolve("prometheus/rules.yaml"));
        Files.writeString(folder.resolve("rules.yaml"), rules.replace("rate2h > 3", "rate2h > 2").replace("rate1d > 3", "rate1d > 2"));
        Files.copy(OBSERVABILITY.resolve("prometheus/rules_days_test.yaml"), folder.resolve("rules_days_test.yaml"));

        var ended = promtool.run(folder, List.of("test", "rules", "rules_days_test.yaml"));

        assertNotEquals(0, ended.exit(), ended.said());
        assertTrue(ended.said().contains("time: 3d17h"), ended.said());
    }

    @Test
    void everyQueryOfTheDashboardParses() throws Exception {
        var queries = queries();
        var rules = new ArrayList<Map<String, String>>();
        for (var query : queries) {
            rules.add(Map.of("record", "query" + rules.size(), "expr", query.replace("$__rate_interval", "5m")));
        }
        Files.writeString(
                folder.resolve("queries.yaml"), JSON.writeValueAsString(Map.of("groups", List.of(Map.of("name", "queries", "rules", rules)))));

        promtool.accepts(folder, List.of("check", "rules", "queries.yaml"));

        assertTrue(queries.size() >= 20, () -> "a dashboard of " + queries.size() + " queries is not whole");
    }

    @Test
    void namesWithQuotesAndBracesStayNames() throws Exception {
        var query = "max(surety_budget_used_ratio{budget=%s})".formatted(Series.quoted("the \"{{ big }}\" one\\"));
        Files.writeString(
                folder.resolve("rules.yaml"),
                JSON.writeValueAsString(Map.of("groups", List.of(Map.of("name", "names", "rules", List.of(Map.of("record", "name", "expr", query)))))));

        promtool.accepts(folder, List.of("check", "rules", "rules.yaml"));
    }

    private static List<String> queries() throws IOException {
        var dashboard = JSON.readTree(OBSERVABILITY.resolve("grafana/surety.json").toFile());
        return dashboard.findValues("targets").stream()
                .flatMap(targets -> targets.findValuesAsText("expr").stream())
                .toList();
    }
}
