package dev.surety.local.observability;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Our own reading of the OpenSLO specification, version 1, for what its validator lets pass: unknown keys, the spelling of names and durations, names
 * that nothing has. Only the parts that we write are known here; a key of the specification that we do not use counts as unknown.
 *
 * @see <a href="https://github.com/OpenSLO/OpenSLO">OpenSLO specification</a>
 */
final class OpenSloShape {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,62}");
    private static final Pattern DURATION = Pattern.compile("[1-9][0-9]*[mhdwMQY]");
    private static final int LONGEST_DESCRIPTION = 1050;

    /** Keys by place; a list's entries are at the place of the list. All are required. */
    private static final Map<String, Set<String>> KEYS = Map.ofEntries(
            Map.entry("", Set.of("apiVersion", "kind", "metadata", "spec")),
            Map.entry("metadata", Set.of("name", "displayName", "labels")),
            Map.entry("Service.spec", Set.of("description")),
            Map.entry("SLI.spec", Set.of("description", "ratioMetric")),
            Map.entry("SLI.spec.ratioMetric", Set.of("counter", "bad", "total")),
            Map.entry("SLI.spec.ratioMetric.bad", Set.of("metricSource")),
            Map.entry("SLI.spec.ratioMetric.total", Set.of("metricSource")),
            Map.entry("SLI.spec.ratioMetric.bad.metricSource", Set.of("type", "spec")),
            Map.entry("SLI.spec.ratioMetric.total.metricSource", Set.of("type", "spec")),
            Map.entry("SLI.spec.ratioMetric.bad.metricSource.spec", Set.of("query")),
            Map.entry("SLI.spec.ratioMetric.total.metricSource.spec", Set.of("query")),
            Map.entry("SLO.spec", Set.of("description", "service", "indicatorRef", "timeWindow", "budgetingMethod", "objectives", "alertPolicies")),
            Map.entry("SLO.spec.timeWindow", Set.of("duration", "isRolling")),
            Map.entry("SLO.spec.objectives", Set.of("displayName", "target")),
            Map.entry("AlertPolicy.spec", Set.of(
                    "description", "alertWhenNoData", "alertWhenBreaching", "alertWhenResolved", "conditions", "notificationTargets")),
            Map.entry("AlertPolicy.spec.conditions", Set.of("conditionRef")),
            Map.entry("AlertPolicy.spec.notificationTargets", Set.of("targetRef")),
            Map.entry("AlertCondition.spec", Set.of("description", "severity", "condition")),
            Map.entry("AlertCondition.spec.condition", Set.of("kind", "op", "threshold", "lookbackWindow", "alertAfter")),
            Map.entry("AlertNotificationTarget.spec", Set.of("description", "target")));

    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Set<String>> names = new HashMap<>();

    private OpenSloShape() {}

    /** What is wrong with documents that belong together; nothing, when all is well. */
    static List<String> wrongWith(List<JsonNode> documents) {
        var shape = new OpenSloShape();
        documents.forEach(shape::named);
        documents.forEach(shape::document);
        return shape.wrong;
    }

    private void named(JsonNode document) {
        var name = document.at("/metadata/name").asText();
        if (!names.computeIfAbsent(document.path("kind").asText(), _ -> new HashSet<>()).add(name)) {
            wrong.add("two documents of the kind " + document.path("kind").asText() + " are named " + name);
        }
    }

    private void document(JsonNode document) {
        var kind = document.path("kind").asText();
        var at = kind + " " + document.at("/metadata/name").asText();
        keys(at, "", document);
        keys(at, "metadata", document.path("metadata"));
        expect(at, document.path("apiVersion").asText().equals("openslo/v1"), "apiVersion");
        expect(at, NAME.matcher(document.at("/metadata/name").asText()).matches(), "metadata.name");
        expect(at, within(document.at("/metadata/displayName"), 63), "metadata.displayName");
        document.at("/metadata/labels").forEach(label -> expect(at, LABEL.matcher(label.asText()).matches(), "metadata.labels"));
        var spec = document.path("spec");
        below(at, kind + ".spec", spec);
        expect(at, within(spec.path("description"), LONGEST_DESCRIPTION), "spec.description");
        switch (kind) {
            case "SLO" -> objective(at, spec);
            case "AlertPolicy" -> policy(at, spec);
            case "AlertCondition" -> condition(at, spec.path("condition"));
            case "SLI", "Service", "AlertNotificationTarget" -> { }
            default -> wrong.add(at + ": there is no such kind");
        }
    }

    private void objective(String at, JsonNode spec) {
        expect(at, spec.path("timeWindow").size() == 1, "one time window");
        expect(at, DURATION.matcher(spec.at("/timeWindow/0/duration").asText()).matches(), "timeWindow.duration");
        expect(at, spec.at("/timeWindow/0/isRolling").isBoolean() && spec.at("/timeWindow/0/isRolling").asBoolean(), "timeWindow.isRolling");
        expect(at, spec.path("budgetingMethod").asText().equals("Occurrences"), "budgetingMethod");
        expect(at, !spec.path("objectives").isEmpty(), "objectives");
        spec.path("objectives").forEach(objective -> {
            var target = objective.path("target");
            expect(at, target.isNumber() && target.asDouble() >= 0 && target.asDouble() < 1, "objectives.target");
        });
        refers(at, "Service", spec.path("service"));
        refers(at, "SLI", spec.path("indicatorRef"));
        spec.path("alertPolicies").forEach(policy -> refers(at, "AlertPolicy", policy));
    }

    private void policy(String at, JsonNode spec) {
        expect(at, spec.path("conditions").size() == 1, "one condition");
        expect(at, !spec.path("notificationTargets").isEmpty(), "notificationTargets");
        spec.path("conditions").forEach(condition -> refers(at, "AlertCondition", condition.path("conditionRef")));
        spec.path("notificationTargets").forEach(target -> refers(at, "AlertNotificationTarget", target.path("targetRef")));
    }

    private void condition(String at, JsonNode condition) {
        expect(at, condition.path("kind").asText().equals("burnrate"), "condition.kind");
        expect(at, Set.of("lt", "lte", "gt", "gte").contains(condition.path("op").asText()), "condition.op");
        expect(at, condition.path("threshold").isNumber(), "condition.threshold");
        expect(at, DURATION.matcher(condition.path("lookbackWindow").asText()).matches(), "condition.lookbackWindow");
        expect(at, DURATION.matcher(condition.path("alertAfter").asText()).matches(), "condition.alertAfter");
    }

    private void below(String at, String place, JsonNode node) {
        if (node.isArray()) {
            node.forEach(entry -> below(at, place, entry));
        } else if (node.isObject()) {
            keys(at, place, node);
            node.properties().forEach(member -> below(at, place + "." + member.getKey(), member.getValue()));
        }
    }

    private void keys(String at, String place, JsonNode node) {
        var found = new HashSet<String>();
        node.fieldNames().forEachRemaining(found::add);
        if (!found.equals(KEYS.get(place))) {
            wrong.add("%s: %s has the keys %s, not %s".formatted(at, place, found, KEYS.get(place)));
        }
    }

    private void refers(String at, String kind, JsonNode name) {
        expect(at, names.getOrDefault(kind, Set.of()).contains(name.asText()), "no " + kind + " is named " + name.asText());
    }

    private void expect(String at, boolean met, String what) {
        if (!met) {
            wrong.add(at + ": " + what);
        }
    }

    private static boolean within(JsonNode text, int longest) {
        return text.isTextual() && !text.asText().isEmpty() && text.asText().length() <= longest;
    }
}
