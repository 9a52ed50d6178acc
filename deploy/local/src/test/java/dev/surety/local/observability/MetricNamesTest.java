package dev.surety.local.observability;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An alert on a metric that was renamed never fires and nobody notices: so each name in the exports is compared with the code that emits it. */
class MetricNamesTest {

    /** Series in the exports, by the name under which a service registers the meter. */
    private static final Map<String, List<String>> SERIES = Map.ofEntries(
            Map.entry("surety.answer.cost", List.of("surety_answer_cost_usd_total")),
            Map.entry("surety.answer.stage", List.of("surety_answer_stage_seconds_count")),
            Map.entry("surety.answers", List.of("surety_answers_total")),
            Map.entry("surety.budget.shares.reached", List.of("surety_budget_shares_reached_total")),
            Map.entry("surety.budget.used", List.of("surety_budget_used_ratio")),
            Map.entry("surety.contract.rejected", List.of("surety_contract_rejected")),
            Map.entry("surety.degradation.in.force", List.of("surety_degradation_in_force")),
            Map.entry("surety.outbox.waiting", List.of("surety_outbox_waiting")),
            Map.entry("surety.revocation.lag", List.of("surety_revocation_lag_seconds_bucket")),
            Map.entry("surety.retrieval.withheld", List.of("surety_retrieval_withheld_total")),
            Map.entry("surety.retrieval.vector.working", List.of("surety_retrieval_vector_working")),
            Map.entry("surety.slice.in.flight", List.of("surety_slice_in_flight")),
            Map.entry("surety.slice.limit", List.of("surety_slice_limit")),
            Map.entry("surety.slice.refused", List.of("surety_slice_refused_total")),
            Map.entry("surety.slice.requests", List.of("surety_slice_requests_total")),
            Map.entry("surety.slice.time", List.of("surety_slice_time_seconds_bucket")),
            Map.entry("surety.slo.budget.left", List.of("surety_slo_budget_left_ratio")),
            Map.entry("surety.slo.burn.rate", List.of("surety_slo_burn_rate")),
            Map.entry("surety.slo.state", List.of("surety_slo_state")));

    /** Not the series that the rules record, which have colons in their names. */
    private static final Pattern IN_EXPORTS = Pattern.compile("(?<![a-z:_.])surety_[a-z_]+(?![a-z:_])");

    @Test
    void exportsReadOnlySeriesThatAreListedAndEveryOneOfThem() {
        var listed = SERIES.values().stream().flatMap(List::stream).collect(toCollection(TreeSet::new));

        var read = Exports.of(Contracts.demo(), "").files().values().stream()
                .flatMap(text -> IN_EXPORTS.matcher(text).results())
                .map(found -> found.group())
                .collect(toCollection(TreeSet::new));

        assertEquals(listed, read);
    }

    @Test
    void servicesRegisterEveryMeterThatTheExportsRead() throws IOException {
        var sources = mainSources();

        var unregistered = SERIES.keySet().stream().filter(meter -> !sources.contains("\"" + meter + "\"")).collect(toCollection(TreeSet::new));

        assertEquals(Set.of(), unregistered, "a meter was renamed or is gone: see SERIES");
    }

    private static String mainSources() throws IOException {
        var text = new StringBuilder();
        for (var part : List.of("services", "shared-contracts")) {
            try (Stream<Path> files = Files.walk(Contracts.CHECKOUT.root().resolve(part))) {
                for (var file : files.filter(MetricNamesTest::isMainSource).sorted().toList()) {
                    text.append(Files.readString(file));
                }
            }
        }
        return text.toString();
    }

    private static boolean isMainSource(Path file) {
        return file.toString().endsWith(".java") && file.toString().contains("/src/main/");
    }
}
