package dev.surety.local.observability;

import static dev.surety.local.observability.Panel.lines;
import static dev.surety.local.observability.Panel.number;
import static dev.surety.local.observability.Panel.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.contract.Contract;
import dev.surety.contract.ContractFile;
import dev.surety.local.observability.Panel.Mark;
import dev.surety.local.observability.Panel.Query;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The contract as a dashboard of Grafana: what is promised is the line in the picture. */
final class Dashboard {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final int SCHEMA = 39;
    private static final int HEIGHT = 8;
    private static final Map<String, String> ON_OFF = ordered("0", "off", "1", "in force");
    private static final Map<String, String> STATES = ordered("0", "steady", "1", "ticket", "2", "page", "3", "exhausted");
    private static final String RED = "red";
    private static final String ORANGE = "orange";

    private final ContractFile file;
    private final Contract contract;

    Dashboard(ContractFile file) {
        this.file = file;
        this.contract = file.contract();
    }

    private record Row(String title, List<Panel> panels) {}

    String text() {
        var dashboard = NODES.objectNode()
                .put("uid", "surety-contract")
                .put("title", "Surety: " + contract.contract())
                .put("description", Origin.WORDS + " " + Origin.source(file))
                .put("schemaVersion", SCHEMA)
                .put("editable", false)
                .put("refresh", "30s");
        dashboard.putArray("tags").add("surety").add("slo");
        dashboard.putObject("time").put("from", "now-6h").put("to", "now");
        dashboard.putObject("templating").putArray("list").addObject()
                .put("name", "datasource")
                .put("label", "Prometheus")
                .put("type", "datasource")
                .put("query", "prometheus");
        var panels = dashboard.putArray("panels");
        var top = 0;
        for (var row : List.of(answer(), slices(), burn(), degradation(), revocation(), cost(), limits())) {
            panels.add(NODES.objectNode()
                    .put("id", panels.size() + 1)
                    .put("type", "row")
                    .put("title", row.title())
                    .put("collapsed", false)
                    .<ObjectNode>set("gridPos", place(0, top, Panel.ROW_WIDTH, 1)));
            top += 1;
            var width = Panel.ROW_WIDTH / row.panels().size();
            for (var i = 0; i < row.panels().size(); i++) {
                panels.add(row.panels().get(i).json(panels.size() + 1, place(i * width, top, width, HEIGHT), datasource()));
            }
            top += HEIGHT;
        }
        try {
            return JSON.writeValueAsString(dashboard) + "\n";
        } catch (JsonProcessingException notWritable) {
            throw new IllegalStateException(notWritable);
        }
    }

    private Row answer() {
        var latency = contract.objectives().latency();
        var availability = contract.objectives().availability();
        return new Row("Answer", List.of(
                lines("Time to answer", "The contract promises that %s take at most %s.".formatted(latency.percentile(), DurationText.of(latency.target())),
                        "s",
                        Stream.of("0.5", "0.95", "0.99")
                                .map(share -> new Query(
                                        "histogram_quantile(%s, sum by (le) (rate(surety_slice_time_seconds_bucket{objective=\"answer\"}[$__rate_interval])))"
                                                .formatted(share),
                                        "p" + Math.round(Double.parseDouble(share) * 100)))
                                .toArray(Query[]::new))
                        .marked(new Mark(latency.target().toMillis() / 1000.0, RED)),
                lines("Answers by outcome", "A second, over all replicas.", "reqps",
                        new Query("sum by (outcome) (rate(surety_answers_total[$__rate_interval]))", "{{outcome}}")),
                lines("Availability", "Share of requests that did not fail, over an hour. The contract promises " + availability + ".", "percentunit",
                        new Query("1 - " + share("answer", "failed"), "answer"))
                        .marked(new Mark(availability.value().movePointLeft(2).doubleValue(), RED)),
                number("Error budget left", "Of the contract's %s, as evaluation counts it.".formatted(DurationText.of(contract.objectives().window())),
                        "percentunit",
                        new Query("min(surety_slo_budget_left_ratio{objective=\"answer\"})", "answer"))));
    }

    private Row slices() {
        return new Row("Slices", List.of(
                lines("Time of 95%", "95% of a slice's requests take at most this.", "s",
                        new Query("histogram_quantile(0.95, sum by (le, objective)"
                                + " (rate(surety_slice_time_seconds_bucket{objective!=\"answer\"}[$__rate_interval])))", "{{objective}}")),
                lines("Requests", "A second, as each service counts them.", "reqps",
                        new Query("sum by (objective, result) (rate(surety_slice_requests_total{objective!=\"answer\"}[$__rate_interval]))",
                                "{{objective}} {{result}}")),
                lines("Misses", "Share of requests that missed a promise, over the longest of the shorter windows.", "percentunit",
                        new Query(Series.misses(longestShorter()), "{{objective}} {{promise}}")),
                lines("Error budget left", "As evaluation counts it; below nothing, the budget is overdrawn.", "percentunit",
                        new Query("min by (objective) (surety_slo_budget_left_ratio)", "{{objective}}")).marked(new Mark(0, RED))));
    }

    private Row burn() {
        return new Row("Burn rates and states", List.of(
                lines("Burn rates of the answer", "1 spends the budget over the contract's window. By evaluation, for the longer window of each pair.", "none",
                        new Query("max by (window) (surety_slo_burn_rate{objective=\"answer\"})", "{{window}}"))
                        .marked(contract.errorBudget().windows().stream()
                                .map(window -> window.burnRate().times().doubleValue())
                                .distinct()
                                .sorted()
                                .map(rate -> new Mark(rate, ORANGE))
                                .toArray(Mark[]::new)),
                lines("Fastest burn of each slice", "By evaluation, over all its windows.", "none",
                        new Query("max by (objective) (surety_slo_burn_rate{objective!=\"answer\"})", "{{objective}}")),
                states("States", "As evaluation says them; the contract names what each does.", STATES,
                        new Query("max by (objective) (surety_slo_state)", "{{objective}}"))
                        .marked(new Mark(1, "yellow"), new Mark(2, ORANGE), new Mark(3, RED))));
    }

    private Row degradation() {
        return new Row("Degradation", List.of(
                states("Modes that burn states bring", "In force where any replica works in it.", ON_OFF,
                        new Query("max by (mode) (surety_degradation_in_force)", "{{mode}}"))
                        .marked(new Mark(1, ORANGE)),
                states("Search by words only", "In force where a replica of retrieval can't search by meaning.", ON_OFF,
                        new Query("1 - min(surety_retrieval_vector_working)", "lexical-only"))
                        .marked(new Mark(1, ORANGE)),
                lines("Records that wait", "In inference's outbox, for Kafka.", "none", new Query("max(surety_outbox_waiting)", "records")),
                lines("Who wrote", "Ends of the stage that writes, a second: the tier, or what became of it.", "reqps",
                        new Query("sum by (decision) (rate(surety_answer_stage_seconds_count{stage=\"generate\"}[$__rate_interval]))", "{{decision}}")),
                states("Contract refused", "In force where a service refuses the file on disk and goes on with the contract that it had.", ON_OFF,
                        new Query("max by (job) (surety_contract_rejected)", "{{job}}"))
                        .marked(new Mark(1, RED))));
    }

    private Row revocation() {
        var promised = contract.slices().revoke().latency();
        return new Row("Revocation", List.of(
                lines("Time until it is gone", "From a change of access or a deletion until a way shows nothing; 99% of the probe's rounds of a day take at most this. "
                                + "The contract promises %s within %s.".formatted(promised.percentile(), DurationText.of(promised.target())),
                        "s",
                        new Query("histogram_quantile(0.99, sum by (le, what, way) (increase(surety_revocation_lag_seconds_bucket[1d])))", "{{what}} {{way}}"))
                        .marked(new Mark(promised.target().toMillis() / 1000.0, RED)),
                lines("Rounds", "Of the probe, in an hour; excluded ones never got so far that something could be taken away.", "none",
                        new Query("sum by (result) (increase(surety_slice_requests_total{objective=\"revoke\"}[1h]))", "{{result}}"))));
    }

    private Row cost() {
        return new Row("Cost and budgets", List.of(
                lines("Cost of an answer", "Mean over an hour; the contract aims at %s USD and allows %s USD."
                                .formatted(contract.cost().targetUsd().usd().toPlainString(), contract.cost().ceilingUsd().usd().toPlainString()),
                        "currencyUSD",
                        new Query("sum(rate(surety_answer_cost_usd_total[1h])) / (sum(rate(surety_answers_total[1h])) > 0)", "mean"))
                        .marked(new Mark(contract.cost().targetUsd().usd().doubleValue(), ORANGE), new Mark(contract.cost().ceilingUsd().usd().doubleValue(), RED)),
                lines("Spent in an hour", "Over all tenants.", "currencyUSD",
                        new Query("sum(increase(surety_answer_cost_usd_total[1h]))", "USD")),
                lines("Budgets used today", "Spent and reserved, of the day's amount.", "percentunit",
                        new Query("max by (budget) (surety_budget_used_ratio)", "{{budget}}")).marked(new Mark(1, RED)),
                lines("Owners told", "Shares of a budget that were reached in the last day.", "none",
                        new Query("sum by (budget, share) (increase(surety_budget_shares_reached_total[1d]))", "{{budget}} {{share}}"))));
    }

    private Row limits() {
        return new Row("Limits and refusals", List.of(
                lines("Limits", "Requests that a slice may have at once, over all replicas; it adapts.", "none",
                        new Query("sum by (objective) (surety_slice_limit)", "{{objective}}")),
                lines("In flight", "Requests in a slice, over all replicas.", "none",
                        new Query("sum by (objective) (surety_slice_in_flight)", "{{objective}}")),
                lines("Refused", "A second, by reason: no room, shed while the budget burns, or no time left.", "reqps",
                        new Query("sum by (objective, reason) (rate(surety_slice_refused_total[$__rate_interval]))", "{{objective}} {{reason}}")),
                lines("Refused by priority", "A second.", "reqps",
                        new Query("sum by (priority) (rate(surety_slice_refused_total[$__rate_interval]))", "{{priority}}"))));
    }

    private static String share(String objective, String result) {
        var of = "sum(increase(%s[1h]))";
        return "(%s or vector(0)) / (%s > 0)"
                .formatted(of.formatted(Series.requests(objective, result)), of.formatted(Series.requests(objective, Series.COUNTED)));
    }

    private Duration longestShorter() {
        return contract.errorBudget().windows().stream().map(Contract.BurnWindow::shorter).max(Duration::compareTo).orElseThrow();
    }

    private static ObjectNode place(int x, int y, int width, int height) {
        return NODES.objectNode().put("h", height).put("w", width).put("x", x).put("y", y);
    }

    private static ObjectNode datasource() {
        return NODES.objectNode().put("type", "prometheus").put("uid", "${datasource}");
    }

    private static Map<String, String> ordered(String... words) {
        var ordered = new LinkedHashMap<String, String>();
        for (var i = 0; i < words.length; i += 2) {
            ordered.put(words[i], words[i + 1]);
        }
        return ordered;
    }
}
