package dev.surety.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.contract.Contract.Cost;
import dev.surety.contract.Contract.ModelCall;
import dev.surety.contract.Contract.Price;
import dev.surety.contract.Contract.Routing;
import dev.surety.contract.Contract.TierRule;
import dev.surety.contract.Contract.Tool;
import dev.surety.request.Money;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** No answer costs more than the ceiling of a contract that is accepted, whichever tiers it goes through. */
class WorstCostPropertyTest {

    private static final Money SMALLEST = Money.of("0.0000000001");
    private static final Contract GOOD = ContractReader.read(Path.of("adds-up.yaml"), Document.parsed(Path.of("adds-up.yaml"), ContractText.thatAddsUp().text()));

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void noAnswerCostsMoreThanTheCeiling(@ForAll("exact") Contract contract, @ForAll long seed) {
        assertEquals(List.of(), failures(contract));

        var spent = spent(contract, new Random(seed));

        assertTrue(spent.compareTo(contract.cost().ceilingUsd()) <= 0, () -> spent + " is more than " + contract.cost().ceilingUsd());
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void someLadderCostsTheCeilingWhenEveryCallIsAtItsLargest(@ForAll("exact") Contract contract) {
        var dearest = contract.routing().tiers().stream()
                .map(first -> allOf(contract, contract.routing().ladder(first.tier())))
                .max(Money::compareTo)
                .orElseThrow();

        assertEquals(contract.cost().ceilingUsd(), dearest);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theSmallestAmountLessIsRejected(@ForAll("exact") Contract contract) {
        var ceiling = contract.cost().ceilingUsd();
        Assume.that(!ceiling.equals(Money.ZERO));

        var failures = failures(with(contract, new Money(ceiling.usd().subtract(SMALLEST.usd()))));

        assertTrue(failures.size() == 1 && failures.getFirst().startsWith("c:1: cost.ceilingUsd: is "), failures::toString);
    }

    /** Contracts whose ceiling is their worst cost, to the last digit. */
    @Provide
    Arbitrary<Contract> exact() {
        return Combinators.combine(prices(), call("bge"), call("local"), call("gpt-4.1"), tiers(), tool()).as((prices, embedding, small, large, tiers, tool) -> {
            var written = tiers.stream().map(rule -> switch (rule.tier()) {
                case EXTRACTIVE -> rule;
                case SMALL -> new TierRule(rule.tier(), small, null, null, rule.fallback());
                case LARGE -> new TierRule(rule.tier(), large, null, null, rule.fallback());
            }).toList();
            var contract = new Contract(
                    GOOD.contract(), GOOD.owner(), GOOD.reviewers(), GOOD.reviewBy(), GOOD.tenants(), GOOD.roles(), GOOD.priorities(), GOOD.identity(), GOOD.objectives(), GOOD.slices(),
                    new Cost(Money.ZERO, Money.of("9999999999"), prices, Map.of("embedding", embedding), List.of()),
                    List.of(tool), GOOD.policy(), GOOD.redaction(), new Routing(GOOD.routing().cache(), written), GOOD.degradation(), GOOD.errorBudget());
            return with(contract, WorstCost.of(contract).usd());
        });
    }

    private static Contract with(Contract contract, Money ceiling) {
        return new Contract(
                contract.contract(), contract.owner(), contract.reviewers(), contract.reviewBy(), contract.tenants(), contract.roles(), contract.priorities(), contract.identity(),
                contract.objectives(), contract.slices(), new Cost(Money.ZERO, ceiling, contract.cost().prices(), contract.cost().calls(), List.of()),
                contract.tools(), contract.policy(), contract.redaction(), contract.routing(), contract.degradation(), contract.errorBudget());
    }

    private static Arbitrary<Map<String, Price>> prices() {
        return Combinators.combine(price(), price(), price()).as((bge, local, large) -> Map.of("bge", bge, "local", local, "gpt-4.1", large));
    }

    private static Arbitrary<Price> price() {
        return Combinators.combine(money(), money()).as(Price::new);
    }

    private static Arbitrary<Money> money() {
        return Arbitraries.longs().between(0, 1_000_000).map(millionths -> new Money(BigDecimal.valueOf(millionths, 6)));
    }

    private static Arbitrary<ModelCall> call(String model) {
        var tokens = Arbitraries.integers().between(0, 200_000);
        return Combinators.combine(tokens, tokens, Arbitraries.integers().between(1, 4))
                .as((prompt, completion, atMost) -> new ModelCall(model, prompt, completion, atMost));
    }

    private static Arbitrary<Tool> tool() {
        return Combinators.combine(money(), Arbitraries.integers().between(1, 5)).as((cost, perRequest) -> costing(GOOD.tool("rooms").orElseThrow(), cost, perRequest));
    }

    private static Tool costing(Tool tool, Money cost, int perRequest) {
        return new Tool(
                tool.tool(), tool.description(), tool.arguments(), tool.http(), tool.mcp(), tool.search(), tool.effect(), tool.confirm(), tool.outside(), perRequest,
                tool.perDay(), cost, tool.timeout());
    }

    /** Tiers with fallbacks that end, in every order. */
    private static Arbitrary<List<TierRule>> tiers() {
        return Arbitraries.of(
                List.of("extractive>sources-only"),
                List.of("extractive>small", "small>large", "large>sources-only"),
                List.of("large>small", "small>extractive", "extractive>sources-only"),
                List.of("small>extractive", "large>extractive", "extractive>sources-only"),
                List.of("extractive>large", "large>sources-only", "small>large"),
                List.of("extractive>sources-only", "large>sources-only", "small>sources-only"))
                .flatMap(texts -> Arbitraries.shuffle(texts))
                .map(texts -> texts.stream()
                        .map(text -> text.split(">"))
                        .map(pair -> new TierRule(Tier.of(pair[0]), null, null, null, Fallback.of(pair[1])))
                        .toList());
    }

    /** An answer that begins at any tier, climbs as far as it likes, and calls each model as often and with as many tokens as it may, or less. */
    private static Money spent(Contract contract, Random random) {
        var tiers = contract.routing().tiers();
        var ladder = contract.routing().ladder(tiers.get(random.nextInt(tiers.size())).tier());
        var spent = Money.ZERO;
        for (var tier : ladder.subList(0, upTo(ladder.size(), random))) {
            spent = spent.plus(called(contract, contract.routing().tier(tier).orElseThrow().call(), random));
        }
        for (var call : contract.cost().calls().values()) {
            spent = spent.plus(called(contract, call, random));
        }
        for (var tool : contract.tools()) {
            for (var times = upTo(tool.perRequest(), random); times > 0; times--) {
                spent = spent.plus(tool.costUsd());
            }
        }
        return spent;
    }

    private static Money called(Contract contract, @Nullable ModelCall call, Random random) {
        var spent = Money.ZERO;
        for (var times = call == null ? 0 : upTo(call.atMost(), random); times > 0; times--) {
            var price = contract.cost().prices().get(call.model());
            spent = spent.plus(price.of(upTo(call.promptTokens(), random), upTo(call.completionTokens(), random)));
        }
        return spent;
    }

    /** Mostly all of it, because that is where a ceiling could break. */
    private static int upTo(int most, Random random) {
        return random.nextInt(4) == 0 ? random.nextInt(most + 1) : most;
    }

    /** What a ladder costs when it is climbed to its end and nothing is spared. */
    private static Money allOf(Contract contract, List<Tier> ladder) {
        var spent = Money.ZERO;
        for (var tier : ladder) {
            spent = spent.plus(allOf(contract, contract.routing().tier(tier).orElseThrow().call()));
        }
        for (var call : contract.cost().calls().values()) {
            spent = spent.plus(allOf(contract, call));
        }
        for (var tool : contract.tools()) {
            for (var times = 0; times < tool.perRequest(); times++) {
                spent = spent.plus(tool.costUsd());
            }
        }
        return spent;
    }

    private static Money allOf(Contract contract, @Nullable ModelCall call) {
        var spent = Money.ZERO;
        for (var times = 0; call != null && times < call.atMost(); times++) {
            spent = spent.plus(contract.cost().prices().get(call.model()).of(call.promptTokens(), call.completionTokens()));
        }
        return spent;
    }

    private static List<String> failures(Contract contract) {
        var findings = new Findings(Path.of("c"), new Lines(Document.parsed(Path.of("c"), "contract: generated")));
        ContractRules.check(contract, findings);
        return findings.told();
    }
}
