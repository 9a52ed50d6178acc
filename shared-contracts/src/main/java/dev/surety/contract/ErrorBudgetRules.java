package dev.surety.contract;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When an error budget is said to burn, and what is done then. */
final class ErrorBudgetRules implements ContractRules.Rules {

    private static final Place WINDOWS = Place.of("errorBudget", "windows");
    private static final Place ACTIONS = Place.of("errorBudget", "actions");
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    @Override
    public void check(Contract contract, Findings findings) {
        var budget = contract.errorBudget();
        windows(contract, findings);
        actions(budget.actions(), findings);
        Bounds.positive(budget.recovery(), Place.of("errorBudget", "recovery"), findings);
        Bounds.positive(budget.silence(), Place.of("errorBudget", "silence"), findings);
        Bounds.atLeast(1, budget.leastRequests(), Place.of("errorBudget", "leastRequests"), findings);
    }

    private static void windows(Contract contract, Findings findings) {
        var windows = contract.errorBudget().windows();
        Bounds.unique(windows.stream().map(Pair::of).toList(), WINDOWS, findings);
        if (windows.stream().noneMatch(window -> window.state() == BurnState.PAGE)) {
            findings.add(WINDOWS, "has no window of the state page: nobody would be woken; add one");
        }
        for (var index = 0; index < windows.size(); index++) {
            window(windows.get(index), WINDOWS.entry(index), contract, findings);
        }
        pagesBurnFaster(windows, findings);
    }

    private static void window(Contract.BurnWindow window, Place place, Contract contract, Findings findings) {
        Bounds.positive(window.shorter(), place.key("shorter"), findings);
        if (window.shorter().compareTo(window.longer()) >= 0) {
            findings.add(place.key("shorter"), "is not shorter than " + place.key("longer") + ": shorten it");
        }
        if (window.longer().compareTo(contract.objectives().window()) > 0) {
            findings.add(place.key("longer"), "is longer than objectives.window, over which the budget is counted: shorten it");
        }
        if (window.state() != BurnState.TICKET && window.state() != BurnState.PAGE) {
            findings.add(place.key("state"), window.state().label() + " is not reached by a window: use ticket or page");
        }
        reachable(window.burnRate(), place.key("burnRate"), contract, findings);
    }

    /** A budget must burn faster than the rate: one for which all requests would have to miss, or more, is never reached, and watches over nothing. */
    private static void reachable(BurnRate rate, Place place, Contract contract, Findings findings) {
        var objectives = contract.objectives();
        reachable(rate, objectives.latency().percentile(), "objectives.latency.percentile", place, findings);
        reachable(rate, objectives.availability(), "objectives.availability", place, findings);
        for (var name : SliceName.values()) {
            var slice = contract.slices().of(name);
            reachable(rate, slice.latency().percentile(), "slices." + name.label() + ".latency.percentile", place, findings);
            reachable(rate, slice.availability(), "slices." + name.label() + ".availability", place, findings);
        }
    }

    private static void reachable(BurnRate rate, Percent promised, String objective, Place place, Findings findings) {
        var needed = rate.times().multiply(promised.missing().value());
        if (needed.compareTo(ALL) >= 0) {
            findings.add(place, "%s is never reached: with %s of %s, more than %s%% of requests would have to miss; lower it, or raise the promise"
                    .formatted(rate, objective, promised, needed.stripTrailingZeros().toPlainString()));
        }
    }

    private static void pagesBurnFaster(List<Contract.BurnWindow> windows, Findings findings) {
        var fastestTicket = rates(windows, BurnState.TICKET).max(Comparator.naturalOrder());
        for (var index = 0; index < windows.size(); index++) {
            var window = windows.get(index);
            if (window.state() == BurnState.PAGE && fastestTicket.filter(ticket -> window.burnRate().compareTo(ticket) <= 0).isPresent()) {
                findings.add(WINDOWS.entry(index).key("burnRate"), "%s would wake somebody for less than a ticket, which takes %s: raise it, or lower that of the ticket"
                        .formatted(window.burnRate(), fastestTicket.get()));
            }
        }
    }

    private static Stream<BurnRate> rates(List<Contract.BurnWindow> windows, BurnState state) {
        return windows.stream().filter(window -> window.state() == state).map(Contract.BurnWindow::burnRate);
    }

    private static void actions(List<Contract.ActionRule> actions, Findings findings) {
        Bounds.unique(actions.stream().map(Watched::of).toList(), ACTIONS, findings);
        for (var index = 0; index < actions.size(); index++) {
            var place = ACTIONS.entry(index);
            if (actions.get(index).from() == BurnState.STEADY) {
                findings.add(place.key("from"), "steady is when nothing is to be done: use ticket, page or exhausted");
            }
            Bounds.notEmpty(actions.get(index).act(), "action", place.key("act"), findings);
            Bounds.unique(actions.get(index).act(), place.key("act"), findings);
        }
    }

    /** Two windows that watch the same time. */
    private record Pair(Duration shorter, Duration longer) {

        static Pair of(Contract.BurnWindow window) {
            return new Pair(window.shorter(), window.longer());
        }
    }

    /** Two rules for the same state of the same objective. */
    private record Watched(BurnState from, Optional<SliceName> slice) {

        static Watched of(Contract.ActionRule rule) {
            return new Watched(rule.from(), Optional.ofNullable(rule.slice()));
        }
    }
}
