package dev.surety.local.observability;

import dev.surety.contract.Contract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How fast error budgets burn, recorded for every window that the contract watches.
 *
 * @see <a href="https://sre.google/workbook/alerting-on-slos/">SRE workbook: alerting on SLOs</a>
 */
final class BurnRates {

    private final Contract contract;

    BurnRates(Contract contract) {
        this.contract = contract;
    }

    List<RuleFile.Rule> rules() {
        var rules = new ArrayList<RuleFile.Rule>();
        Promise.of(contract).stream().map(BurnRates::allowed).forEach(rules::add);
        windows().forEach(window -> {
            rules.add(requests(window));
            rules.add(misses(window, "availability", "failed"));
            rules.add(misses(window, "latency", "late"));
            rules.add(burn(window));
        });
        return rules;
    }

    private List<Duration> windows() {
        return contract.errorBudget().windows().stream()
                .flatMap(window -> Stream.of(window.shorter(), window.longer()))
                .distinct()
                .sorted()
                .toList();
    }

    private static RuleFile.Rule allowed(Promise promise) {
        var labels = new TreeMap<>(Map.of("objective", promise.objective(), "promise", promise.kind(), "service", promise.service()));
        return RuleFile.Rule.record(Series.ALLOWED_MISSES, labels, "vector(" + promise.allowedMisses().toPlainString() + ")");
    }

    private static RuleFile.Rule requests(Duration window) {
        return RuleFile.Rule.record(Series.requests(window), Map.of(), "sum by (objective) (%s)".formatted(counted(Series.COUNTED, window)));
    }

    private static RuleFile.Rule misses(Duration window, String promise, String result) {
        // The zero is for objectives that have missed nothing yet, and so have no such series; no traffic gives no share at all.
        return RuleFile.Rule.record(Series.misses(window), Map.of("promise", promise), """
                (
                  sum by (objective) (%s)
                  or
                  0 * %s
                )
                /
                (%2$s > 0)
                """.formatted(counted(result, window), Series.requests(window)));
    }

    private RuleFile.Rule burn(Duration window) {
        return RuleFile.Rule.record(Series.burn(window), Map.of(), """
                (
                  %s
                  / on (objective, promise) group_left (service)
                  %s
                )
                and on (objective)
                (%s >= %d)
                """.formatted(Series.misses(window), Series.ALLOWED_MISSES, Series.requests(window), contract.errorBudget().leastRequests()));
    }

    private static String counted(String results, Duration window) {
        return "increase(%s{%s}[%s])".formatted(Series.REQUESTS, Series.ended(results), DurationText.of(window));
    }
}
