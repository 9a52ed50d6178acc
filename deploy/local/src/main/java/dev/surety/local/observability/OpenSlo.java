package dev.surety.local.observability;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.surety.contract.Contract;
import dev.surety.contract.ContractFile;
import dev.surety.contract.SliceName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The contract as OpenSLO documents of version 1: services, an indicator and an objective for each promise, and what alerts about them.
 *
 * @see <a href="https://github.com/OpenSLO/OpenSLO">OpenSLO specification</a>
 */
final class OpenSlo {

    private static final String OWNER = "contract-owner";
    private static final int LONGEST_LABEL = 63;

    private final ContractFile file;
    private final Contract contract;

    OpenSlo(ContractFile file) {
        this.file = file;
        this.contract = file.contract();
    }

    @JsonPropertyOrder({"apiVersion", "kind", "metadata", "spec"})
    record Document(String apiVersion, String kind, Metadata metadata, Object spec) {

        Document(String kind, Metadata metadata, Object spec) {
            this("openslo/v1", kind, metadata, spec);
        }
    }

    @JsonPropertyOrder({"name", "displayName", "labels"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Metadata(String name, @Nullable String displayName, Map<String, String> labels) {}

    private record ServiceSpec(String description) {}

    private record SliSpec(String description, RatioMetric ratioMetric) {}

    private record RatioMetric(boolean counter, Metric bad, Metric total) {}

    private record Metric(MetricSource metricSource) {

        Metric(String results, Promise promise) {
            this(new MetricSource("Prometheus", Map.of("query", "sum(" + Series.requests(promise.objective(), results) + ")")));
        }
    }

    private record MetricSource(String type, Map<String, String> spec) {}

    private record SloSpec(
            String description,
            String service,
            String indicatorRef,
            List<TimeWindow> timeWindow,
            String budgetingMethod,
            List<Objective> objectives,
            List<String> alertPolicies) {}

    private record TimeWindow(String duration, boolean isRolling) {}

    private record Objective(String displayName, BigDecimal target) {}

    private record PolicySpec(
            String description,
            boolean alertWhenNoData,
            boolean alertWhenBreaching,
            boolean alertWhenResolved,
            List<ConditionRef> conditions,
            List<TargetRef> notificationTargets) {}

    private record ConditionRef(String conditionRef) {}

    private record TargetRef(String targetRef) {}

    private record ConditionSpec(String description, String severity, Condition condition) {}

    private record Condition(String kind, String op, BigDecimal threshold, String lookbackWindow, String alertAfter) {}

    private record TargetSpec(String description, String target) {}

    /** Content of each file, by its name. */
    SortedMap<String, String> files() {
        var files = new TreeMap<String, String>();
        files.put("services.yaml", YamlText.of(file, List.of(), services()));
        files.put("alerts.yaml", YamlText.of(file, List.of(), alerts()));
        var byObjective = new LinkedHashMap<String, List<Document>>();
        for (var promise : Promise.of(contract)) {
            var documents = byObjective.computeIfAbsent(promise.objective(), _ -> new ArrayList<>());
            documents.add(indicator(promise));
            documents.add(objective(promise));
        }
        byObjective.forEach((objective, documents) -> files.put(objective + ".yaml", YamlText.of(file, List.of(), documents)));
        return files;
    }

    private List<Document> services() {
        return Promise.of(contract).stream().map(Promise::service).distinct().sorted().map(service -> {
            var slices = List.of(SliceName.values()).stream().filter(slice -> slice.service().equals(service)).map(SliceName::label).toList();
            return new Document("Service", metadata(service, "Surety " + service), new ServiceSpec("Slices of the contract: " + String.join(", ", slices) + "."));
        }).toList();
    }

    private Document indicator(Promise promise) {
        var spec = new SliSpec(
                "Of the requests that count, those that " + missed(promise) + ".",
                new RatioMetric(true, new Metric(promise.missedAs(), promise), new Metric(Series.COUNTED, promise)));
        return new Document("SLI", metadata(promise.name(), title(promise)), spec);
    }

    private Document objective(Promise promise) {
        var spec = new SloSpec(
                promise.words() + ", over " + DurationText.of(contract.objectives().window()) + "." + meaning(promise),
                promise.service(),
                promise.name(),
                List.of(new TimeWindow(DurationText.forOpenSlo(contract.objectives().window()), true)),
                "Occurrences",
                List.of(new Objective(promise.words(), promise.target())),
                contract.errorBudget().windows().stream().map(OpenSlo::name).toList());
        return new Document("SLO", metadata(promise.name(), title(promise)), spec);
    }

    private List<Document> alerts() {
        var documents = new ArrayList<Document>();
        documents.add(new Document(
                "AlertNotificationTarget",
                metadata(OWNER, "Owner of the contract"),
                new TargetSpec("The owner of the contract: " + contract.owner(), "email")));
        for (var window : contract.errorBudget().windows()) {
            documents.add(new Document("AlertCondition", metadata(name(window), title(window)), condition(window)));
            documents.add(new Document("AlertPolicy", metadata(name(window), title(window)), policy(window)));
        }
        return documents;
    }

    private static ConditionSpec condition(Contract.BurnWindow window) {
        // OpenSLO knows one window. The longer one decides; that it has to hold for the shorter one is as near as the specification comes.
        return new ConditionSpec(
                "The error budget burns more than %s too fast over %s, and still does over the last %s."
                        .formatted(window.burnRate(), DurationText.of(window.longer()), DurationText.of(window.shorter())),
                window.state().label(),
                new Condition(
                        "burnrate",
                        "gt",
                        window.burnRate().times(),
                        DurationText.forOpenSlo(window.longer()),
                        DurationText.forOpenSlo(window.shorter())));
    }

    private static PolicySpec policy(Contract.BurnWindow window) {
        return new PolicySpec(
                "Tells the owner of the contract: " + window.state().label() + ".",
                false,
                true,
                true,
                List.of(new ConditionRef(name(window))),
                List.of(new TargetRef(OWNER)));
    }

    private Metadata metadata(String name, String displayName) {
        return new Metadata(name, displayName, Map.of("contract", label(contract.contract())));
    }

    /** A label of OpenSLO has at most 63 characters of a small set, and begins with a letter or digit. */
    private static String label(String name) {
        var allowed = name.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[._-]+", "");
        return allowed.substring(0, Math.min(LONGEST_LABEL, allowed.length()));
    }

    private static String missed(Promise promise) {
        return switch (promise) {
            case Promise.InTime inTime -> "did not fail but took longer than " + DurationText.of(inTime.time());
            case Promise.Available _ -> "failed, or were answered in a way that counts as bad";
        };
    }

    private String meaning(Promise promise) {
        var freshness = contract.objectives().freshness();
        return promise instanceof Promise.InTime && promise.objective().equals(SliceName.INGEST.label())
                ? " This is freshness: the contract promises that %s of changes can be found within %s."
                        .formatted(freshness.percentile(), DurationText.of(freshness.target()))
                : "";
    }

    private static String title(Promise promise) {
        return "%s: %s".formatted(promise.objective(), promise.kind());
    }

    private static String name(Contract.BurnWindow window) {
        return "%s-%s-%s".formatted(window.state().label(), DurationText.of(window.shorter()), DurationText.of(window.longer()));
    }

    private static String title(Contract.BurnWindow window) {
        return "%s: %s over %s and %s"
                .formatted(window.state().label(), window.burnRate(), DurationText.of(window.shorter()), DurationText.of(window.longer()));
    }
}
