package dev.surety.local.observability;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.surety.contract.Contract;
import dev.surety.contract.ContractFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contract as rules of Prometheus: what is recorded, and who is told when. */
final class RuleFile {

    private final ContractFile file;
    private final Runbooks runbooks;

    RuleFile(ContractFile file, Runbooks runbooks) {
        this.file = file;
        this.runbooks = runbooks;
    }

    private record Groups(List<Group> groups) {}

    /** Rules that are evaluated one after the other, so that a later one reads what an earlier one recorded. */
    record Group(String name, List<Rule> rules) {}

    @JsonPropertyOrder({"record", "alert", "expr", "for", "keep_firing_for", "labels", "annotations"})
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Rule(
            @Nullable String record,
            @Nullable String alert,
            String expr,
            @JsonProperty("for") @Nullable String pending,
            @JsonProperty("keep_firing_for") @Nullable String kept,
            Map<String, String> labels,
            Map<String, String> annotations) {

        static Rule record(String series, Map<String, String> labels, String expression) {
            return new Rule(series, null, expression.strip(), null, null, labels, Map.of());
        }
    }

    String text() {
        var contract = file.contract();
        return YamlText.of(
                file,
                List.of(
                        "Prometheus 2.42 or later, which keeps samples for %s or longer. The budget over the contract's %s is counted by"
                                .formatted(DurationText.of(longestWindow(contract)), DurationText.of(contract.objectives().window())),
                        "evaluation, which keeps it in its database; Prometheus needs no samples that old."),
                List.of(new Groups(new Alerts(contract, runbooks).groups())));
    }

    private static Duration longestWindow(Contract contract) {
        return contract.errorBudget().windows().stream().map(Contract.BurnWindow::longer).max(Duration::compareTo).orElseThrow();
    }
}
