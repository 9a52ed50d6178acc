package dev.surety.contract;

import dev.surety.request.Money;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The most that one answer can cost: every call that is made whichever tier writes it, every tool as often as it may be called, and the dearest ladder
 * of tiers climbed to its end, each call at its largest.
 *
 * @param ladder the tiers that cost most together, in the order in which they are tried
 * @param usd    of all of it
 */
public record WorstCost(List<Tier> ladder, Money usd) {

    public WorstCost {
        ladder = List.copyOf(ladder);
    }

    /** @throws IllegalArgumentException when a model that is called has no price */
    public static WorstCost of(Contract contract) {
        var always = calls(contract, contract.cost().calls().values()).plus(tools(contract.tools()));
        return contract.routing().tiers().stream()
                .map(rule -> contract.routing().ladder(rule.tier()))
                .map(ladder -> new WorstCost(ladder, always.plus(climbed(contract, ladder))))
                .max(Comparator.comparing(WorstCost::usd))
                .orElse(new WorstCost(List.of(), always));
    }

    private static Money climbed(Contract contract, List<Tier> ladder) {
        return calls(contract, ladder.stream()
                .flatMap(tier -> contract.routing().tier(tier).stream())
                .filter(rule -> rule.call() != null)
                .map(Contract.TierRule::call)
                .toList());
    }

    private static Money calls(Contract contract, Collection<Contract.ModelCall> calls) {
        return calls.stream().map(call -> times(call.atMost(), price(contract, call.model()).of(call.promptTokens(), call.completionTokens())))
                .reduce(Money.ZERO, Money::plus);
    }

    private static Money tools(List<Contract.Tool> tools) {
        return tools.stream().map(tool -> times(tool.perRequest(), tool.costUsd())).reduce(Money.ZERO, Money::plus);
    }

    private static Contract.Price price(Contract contract, String model) {
        var price = contract.cost().prices().get(model);
        if (price == null) {
            throw new IllegalArgumentException("the model " + model + " has no price");
        }
        return price;
    }

    private static Money times(int count, Money amount) {
        return new Money(amount.usd().multiply(BigDecimal.valueOf(count)));
    }
}
