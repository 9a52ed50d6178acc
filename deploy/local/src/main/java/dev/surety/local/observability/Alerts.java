package dev.surety.local.observability;

import static dev.surety.contract.Degradation.BUDGET_SPENT;
import static dev.surety.contract.Degradation.LEXICAL_ONLY;
import static dev.surety.contract.Degradation.LOCAL_BURN_STATE;
import static dev.surety.contract.Degradation.RECORDS_DELAYED;

import dev.surety.contract.BurnAction;
import dev.surety.contract.Contract;
import dev.surety.contract.Degradation;
import dev.surety.contract.Percent;
import dev.surety.contract.SliceName;
import dev.surety.event.SliceWindow;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who is told when. Every alert carries its severity and its owner, what happened in words, and the page of the runbook. */
final class Alerts {

    /** A mode that ends by itself within this time is a matter for the dashboard. */
    private static final Duration LONG_IN_FORCE = Duration.ofMinutes(30);
    /** For modes that something broken causes, and not a burn state. */
    private static final Duration BROKEN = Duration.ofMinutes(10);
    /** Time for a file to arrive at every replica. */
    private static final Duration ROLL_OUT = Duration.ofMinutes(2);

    private static final String TICKET = "ticket";
    private static final String INFO = "info";
    private static final String PAGE = "page";

    private final Contract contract;
    private final Runbooks runbooks;

    Alerts(Contract contract, Runbooks runbooks) {
        this.contract = contract;
        this.runbooks = runbooks;
    }

    List<RuleFile.Group> groups() {
        return Stream.of(
                        // In one group with what they read: groups run side by side, and an alert would see the rates of the round before.
                        new RuleFile.Group("surety-error-budgets", Stream.concat(new BurnRates(contract).rules().stream(), errorBudgets()).toList()),
                        new RuleFile.Group("surety-degradation", degradation()),
                        new RuleFile.Group("surety-budgets", budgets()),
                        new RuleFile.Group("surety-revocation", List.of(unwatchedRevocation())),
                        new RuleFile.Group("surety-permissions", List.of(filterLetsThrough())),
                        new RuleFile.Group("surety-contract", List.of(rejectedContract())))
                .filter(group -> !group.rules().isEmpty())
                .toList();
    }

    private Stream<RuleFile.Rule> errorBudgets() {
        return Stream.concat(contract.errorBudget().windows().stream().map(this::burns), Stream.of(spent(), silent()));
    }

    private RuleFile.Rule burns(Contract.BurnWindow window) {
        var shorter = DurationText.of(window.shorter());
        var longer = DurationText.of(window.longer());
        var labels = labels(window.state().label());
        labels.put("shorter", shorter);
        labels.put("longer", longer);
        return alert(
                "SuretyErrorBudgetBurns",
                """
                %s > %s
                and
                %s > %2$s
                """.formatted(Series.burn(window.shorter()), window.burnRate().times().toPlainString(), Series.burn(window.longer())),
                null,
                contract.errorBudget().recovery(),
                labels,
                "{{ $labels.objective }} burns its {{ $labels.promise }} budget {{ $value | printf \"%.1f\" }} times too fast",
                "Over the last %s and over %s, more than %s. At that rate the budget of %s lasts less than %s."
                        .formatted(shorter, longer, window.burnRate(), DurationText.of(contract.objectives().window()), lasts(window)),
                runbooks.burn());
    }

    private RuleFile.Rule spent() {
        return alert(
                "SuretyErrorBudgetSpent",
                "min by (objective) (surety_slo_budget_left_ratio) <= 0",
                null,
                contract.errorBudget().recovery(),
                labels(TICKET),
                "{{ $labels.objective }} has no error budget left",
                "More requests than the contract allows over %s missed a promise; the actions of the state exhausted are in force."
                        .formatted(DurationText.of(contract.objectives().window())),
                runbooks.burn());
    }

    private RuleFile.Rule silent() {
        return alert(
                "SuretyLedgerSilent",
                "absent(surety_slo_state{objective=\"%s\"})".formatted(SliceWindow.ANSWER),
                contract.errorBudget().silence(),
                null,
                labels(TICKET),
                "Evaluation does not say how error budgets do",
                "Its metrics have been missing for %s: by now every replica acts on what it counted itself."
                        .formatted(DurationText.of(contract.errorBudget().silence())),
                runbooks.of(LOCAL_BURN_STATE));
    }

    private List<RuleFile.Rule> degradation() {
        var broken = Stream.of(
                degraded(LEXICAL_ONLY, "min(surety_retrieval_vector_working) == 0", BROKEN),
                // While Kafka takes what comes, the outbox is empty between two batches.
                degraded(RECORDS_DELAYED, "max(surety_outbox_waiting) > 0", BROKEN),
                // Evaluation may count, and the replicas not hear of it.
                degraded(LOCAL_BURN_STATE, inForce(LOCAL_BURN_STATE), BROKEN));
        var burning = contract.errorBudget().actions().stream()
                .flatMap(rule -> rule.act().stream())
                .map(BurnAction::mode)
                .distinct()
                .sorted()
                .map(mode -> degraded(mode, inForce(mode), LONG_IN_FORCE));
        return Stream.concat(broken, burning).toList();
    }

    private static String inForce(Degradation mode) {
        return "max(surety_degradation_in_force{mode=%s}) > 0".formatted(Series.quoted(mode.label()));
    }

    private RuleFile.Rule degraded(Degradation mode, String expression, Duration pending) {
        var labels = labels(TICKET);
        labels.put("mode", mode.label());
        return alert(
                "SuretyDegraded",
                expression,
                pending,
                null,
                labels,
                "Surety has worked in the mode " + mode.label() + " for " + DurationText.of(pending),
                "People who ask are told: " + literally(contract.wordsFor(mode)),
                runbooks.of(mode));
    }

    private List<RuleFile.Rule> budgets() {
        return contract.cost().budgets().stream()
                .flatMap(budget -> budget.tellAt().stream().distinct().sorted().map(share -> reached(budget, share)))
                .toList();
    }

    private RuleFile.Rule reached(Contract.Budget budget, Percent share) {
        var spent = share.missing().value().signum() == 0;
        var labels = labels(spent ? TICKET : INFO);
        labels.put("owner", literally(budget.owner()));
        labels.put("share", share.toString());
        labels.put("tenant", literally(budget.tenant()));
        return alert(
                "SuretyBudgetShareReached",
                "max by (budget) (surety_budget_used_ratio{budget=%s}) >= %s"
                        .formatted(Series.quoted(budget.budget()), share.value().movePointLeft(2).toPlainString()),
                null,
                null,
                labels,
                "{{ $labels.budget }} has used {{ $value | humanizePercentage }} of today's money",
                "%s reached of %s USD a day (UTC). When all is spent: %s."
                        .formatted(share, budget.perDayUsd().usd().toPlainString(), budget.whenSpent().label()),
                runbooks.of(BUDGET_SPENT));
    }

    /** A promise whose probe does not run burns no budget: silence would look like success. */
    private RuleFile.Rule unwatchedRevocation() {
        return alert(
                "SuretyRevocationUnwatched",
                "(sum(increase(%s[1h])) or vector(0)) == 0".formatted(Series.requests(SliceName.REVOKE.label(), Series.COUNTED)),
                BROKEN,
                null,
                labels(TICKET),
                "Nobody watches whether what is taken away is gone",
                "The probe of evaluation has not come to an end with any round for an hour: it has no client or index, or something that it needs is away.",
                runbooks.lateRevocation());
    }

    /** Nobody saw anything, but of two locks one is broken; and no reply and no record tells. */
    private RuleFile.Rule filterLetsThrough() {
        return alert(
                "SuretyFilterLetsThrough",
                "sum(increase(surety_retrieval_withheld_total[10m])) > 0",
                null,
                BROKEN,
                labels(PAGE),
                "The search engine's filter returns what people may not see",
                "Retrieval's last check takes it out, so that nobody was shown any of it. It is the only check that is left.",
                runbooks.filterLetsThrough());
    }

    private RuleFile.Rule rejectedContract() {
        return alert(
                "SuretyContractRejected",
                "max by (job, instance) (surety_contract_rejected) > 0",
                ROLL_OUT,
                null,
                labels(TICKET),
                "{{ $labels.job }} refuses the contract's file",
                "The file on disk does not add up or can't be read; {{ $labels.instance }} goes on with the contract that it had.",
                runbooks.rejectedContract());
    }

    private LinkedHashMap<String, String> labels(String severity) {
        var labels = new LinkedHashMap<String, String>();
        labels.put("severity", severity);
        labels.put("owner", literally(contract.owner()));
        return labels;
    }

    /** Prometheus takes labels and annotations for templates: what the contract says in its own words must not become one. */
    private static String literally(String words) {
        return words.replace("{{", "{{ \"{{\" }}");
    }

    private String lasts(Contract.BurnWindow window) {
        var millis = BigDecimal.valueOf(contract.objectives().window().toMillis());
        var hours = millis.divide(window.burnRate().times(), MathContext.DECIMAL64).longValue() / 3_600_000;
        return hours >= 48 ? hours / 24 + " days" : Math.max(1, hours) + " hours";
    }

    private static RuleFile.Rule alert(
            String name,
            String expression,
            @Nullable Duration pending,
            @Nullable Duration kept,
            Map<String, String> labels,
            String summary,
            String description,
            String runbook) {
        var annotations = new LinkedHashMap<String, String>();
        annotations.put("summary", summary);
        annotations.put("description", description);
        annotations.put("runbook_url", runbook);
        return new RuleFile.Rule(
                null,
                name,
                expression.strip(),
                pending == null ? null : DurationText.of(pending),
                kept == null ? null : DurationText.of(kept),
                labels,
                annotations);
    }
}
