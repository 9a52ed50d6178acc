package dev.surety.burn;

import dev.surety.contract.BurnRate;
import dev.surety.contract.BurnState;
import dev.surety.contract.Contract;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the counts of one objective say at one instant, without memory: {@link Standing} has that.
 *
 * <p>A window that holds fewer requests than the contract's {@code leastRequests} says nothing: its burn rate is 0, and the pair that it belongs to can't
 * fire. That goes for the shorter and the longer one of a pair, and for the window over which the budget is counted.
 *
 * @param objective    read
 * @param state        that the counts ask for
 * @param reason       why, for a person
 * @param burns        each pair of windows of the contract, in its order
 * @param counts       over the objective's window
 * @param latency      share of the latency budget that is left, at most 1; negative when overdrawn; four decimals
 * @param availability of the availability budget, alike
 */
public record Reading(
        Objective objective, BurnState state, String reason, List<Burn> burns, Counts counts, BigDecimal latency, BigDecimal availability) {

    private static final String LASTS = "the budget lasts";

    public Reading {
        burns = List.copyOf(burns);
    }

    /**
     * How fast the budget burns in a pair of windows: in each the faster of latency and availability.
     *
     * @param window  of the contract
     * @param shorter burn rate in the shorter window, four decimals
     * @param longer  in the longer one
     * @param fires   whether one promise is broken faster than the limit in both
     */
    public record Burn(Contract.BurnWindow window, BigDecimal shorter, BigDecimal longer, boolean fires) {}

    /** Reads all that the ledger knows. */
    public static Reading of(Contract contract, Objective objective, Counted counted, Instant now) {
        var burns = burns(contract.errorBudget(), objective, counted, now);
        var window = contract.objectives().window();
        var counts = counted.between(objective.name(), now.minus(window), now);
        var spoken = heard(counts, contract.errorBudget());
        return exhausted(objective, spoken, window)
                .map(reason -> reading(objective, BurnState.EXHAUSTED, reason, burns, counts, spoken))
                .orElseGet(() -> burning(objective, burns, counts, spoken));
    }

    /**
     * Reads what one replica counted since it started. It can't know what is left of a budget that all replicas share, so nothing is ever exhausted, and
     * budgets are shown as untouched.
     */
    public static Reading ofOwnCounts(Contract contract, Objective objective, Counted counted, Instant now) {
        return burning(objective, burns(contract.errorBudget(), objective, counted, now), Counts.NONE, Counts.NONE);
    }

    /** The smaller of what is left of the two budgets. */
    public BigDecimal budgetLeft() {
        return latency.min(availability);
    }

    private static Reading burning(Objective objective, List<Burn> burns, Counts counts, Counts spoken) {
        return burns.stream()
                .filter(Burn::fires)
                // Of two that are equally bad the first: the quicker one, as contracts list them.
                .min(Comparator.comparing((Burn burn) -> burn.window().state()).reversed())
                .map(burn -> reading(objective, burn.window().state(), words(burn), burns, counts, spoken))
                .orElseGet(() -> reading(objective, BurnState.STEADY, LASTS, burns, counts, spoken));
    }

    private static Reading reading(Objective objective, BurnState state, String reason, List<Burn> burns, Counts counts, Counts spoken) {
        return new Reading(objective, state, reason, burns, counts, objective.latency(spoken).left(), objective.availability(spoken).left());
    }

    private static List<Burn> burns(Contract.ErrorBudget rules, Objective objective, Counted counted, Instant now) {
        var burns = new ArrayList<Burn>();
        for (var window : rules.windows()) {
            var shorter = heard(counted.between(objective.name(), now.minus(window.shorter()), now), rules);
            var longer = heard(counted.between(objective.name(), now.minus(window.longer()), now), rules);
            var fires = fires(objective.latency(shorter), objective.latency(longer), window.burnRate())
                    || fires(objective.availability(shorter), objective.availability(longer), window.burnRate());
            burns.add(new Burn(window, faster(objective, shorter), faster(objective, longer), fires));
        }
        return burns;
    }

    private static boolean fires(Spending shorter, Spending longer, BurnRate limit) {
        return shorter.fasterThan(limit) && longer.fasterThan(limit);
    }

    private static BigDecimal faster(Objective objective, Counts counts) {
        return objective.latency(counts).rate().max(objective.availability(counts).rate());
    }

    private static Counts heard(Counts counts, Contract.ErrorBudget rules) {
        return counts.total() < rules.leastRequests() ? Counts.NONE : counts;
    }

    private static Optional<String> exhausted(Objective objective, Counts counts, Duration window) {
        if (objective.availability(counts).isAll()) {
            return Optional.of("the availability budget of %s is used up: %d of %d failed".formatted(words(window), counts.failed(), counts.total()));
        }
        return objective.latency(counts).isAll()
                ? Optional.of("the latency budget of %s is used up: %d of %d were late".formatted(words(window), counts.late(), counts.total()))
                : Optional.empty();
    }

    private static String words(Burn burn) {
        return "the budget burns %sx over %s and %sx over %s, the limit is %s".formatted(
                plain(burn.shorter()), words(burn.window().shorter()), plain(burn.longer()), words(burn.window().longer()), burn.window().burnRate());
    }

    private static String plain(BigDecimal rate) {
        return rate.signum() == 0 ? "0" : rate.stripTrailingZeros().toPlainString();
    }

    /** As contracts write it: 90s, 5m, 6h, 3d. */
    public static String words(Duration duration) {
        var millis = duration.toMillis();
        if (millis % 1_000 != 0) {
            return millis + "ms";
        }
        var seconds = millis / 1_000;
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
