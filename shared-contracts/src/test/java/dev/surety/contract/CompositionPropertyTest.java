package dev.surety.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.contract.Contract.Latency;
import dev.surety.contract.Contract.Objectives;
import dev.surety.contract.Contract.Slice;
import dev.surety.contract.Contract.Slices;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * An accepted contract can't promise more than its slices. Traffic is played in which every slice keeps its own promise exactly and no better; whatever
 * its misses have to do with those of the others, the answers keep the objective of every contract that the rules accept.
 */
class CompositionPropertyTest {

    /** Requests that are played: with shares of two decimals, a slice's misses are a whole number of them. */
    private static final int REQUESTS = 10_000;

    private static final BigDecimal SMALLEST_SHARE = new BigDecimal("0.000001");
    private static final Contract GOOD = ContractReader.read(Path.of("adds-up.yaml"), Document.parsed(Path.of("adds-up.yaml"), ContractText.thatAddsUp().text()));

    /** Where the misses of each slice lie. */
    private enum Misses {
        /** In requests that no other slice misses: the most answers suffer. */
        APART,
        /** In the same requests, as far as they go: the fewest answers suffer. */
        TOGETHER,
        /** Wherever chance puts them. */
        ANYWHERE
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void acceptedLatencyIsKeptHoweverMissesFall(@ForAll("addingUp") Contract contract, @ForAll Misses misses, @ForAll long seed) {
        assertEquals(List.of(), failures(contract));
        var target = contract.objectives().latency().target();
        var path = contract.objectives().path();

        var played = played(contract, misses, new Random(seed), slice -> slice.latency().percentile());
        var late = IntStream.range(0, REQUESTS).filter(request -> taken(path, contract.slices(), played, request).compareTo(target) > 0).count();

        assertTrue(late <= allowed(contract.objectives().latency().percentile()), () -> late + " of " + REQUESTS + " are late");
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void acceptedAvailabilityIsKeptHoweverFailuresFall(@ForAll("addingUp") Contract contract, @ForAll Misses misses, @ForAll long seed) {
        assertEquals(List.of(), failures(contract));

        var played = played(contract, misses, new Random(seed), Slice::availability);
        var failed = union(contract.objectives().path(), played).cardinality();

        assertTrue(failed <= allowed(contract.objectives().availability()), () -> failed + " of " + REQUESTS + " fail");
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void lessThanTheSumWouldNotBeSafe(@ForAll("addingUp") Contract contract, @ForAll long seed) {
        var played = played(contract, Misses.APART, new Random(seed), Slice::availability);

        var failed = union(contract.objectives().path(), played).cardinality();

        assertEquals(share(failed), Composition.of(contract.objectives().path(), contract.slices()).failed().stripTrailingZeros());
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void oneMillisecondLessThanTheSlicesTakeIsRejected(@ForAll("exact") Contract contract) {
        var latency = contract.objectives().latency();

        var failures = failures(with(contract, new Latency(latency.target().minusMillis(1), latency.percentile()), contract.objectives().availability()));

        assertOne(failures, "slices: latency targets of the path add up to " + latency.target().toMillis() + " ms, objectives.latency.target is "
                + (latency.target().toMillis() - 1) + " ms");
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theSmallestShareLessThanSlicesMayBeLateIsRejected(@ForAll("exact") Contract contract) {
        var latency = contract.objectives().latency();

        var failures = failures(with(contract, new Latency(latency.target(), more(latency.percentile())), contract.objectives().availability()));

        assertOne(failures, "slices: on the path up to " + latency.percentile().missing() + " may be late together");
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theSmallestShareLessThanSlicesMayFailIsRejected(@ForAll("exact") Contract contract) {
        var availability = contract.objectives().availability();

        var failures = failures(with(contract, contract.objectives().latency(), more(availability)));

        assertOne(failures, "slices: on the path up to " + availability.missing() + " may be failed together");
    }

    /** Contracts whose objectives are what their slices add up to, to the last digit. */
    @Provide
    Arbitrary<Contract> exact() {
        return Combinators.combine(paths(), slices()).as((path, slices) -> adding(path, slices, Duration.ZERO, BigDecimal.ZERO));
    }

    /** Contracts whose objectives leave some room, or none. */
    @Provide
    Arbitrary<Contract> addingUp() {
        var room = Arbitraries.of(Duration.ZERO, Duration.ofMillis(1), Duration.ofSeconds(2));
        var share = Arbitraries.of(BigDecimal.ZERO, SMALLEST_SHARE, new BigDecimal("0.5"));
        return Combinators.combine(paths(), slices(), room, share).as(CompositionPropertyTest::adding);
    }

    private static Contract adding(List<PathStep> path, Slices slices, Duration room, BigDecimal share) {
        var together = Composition.of(path, slices);
        var objectives = GOOD.objectives();
        return with(
                new Contract(
                        GOOD.contract(), GOOD.owner(), GOOD.reviewers(), GOOD.reviewBy(), GOOD.tenants(), GOOD.roles(), GOOD.priorities(), GOOD.identity(),
                        new Objectives(
                                objectives.window(), objectives.latency(), Duration.ofDays(1), objectives.availability(), objectives.quality(),
                                objectives.freshness(), path),
                        slices, GOOD.cost(), GOOD.tools(), GOOD.policy(), GOOD.redaction(), GOOD.routing(), GOOD.degradation(), slowlyWatched()),
                new Latency(together.latency().plus(room), new Percent(together.late().add(share)).missing()),
                new Percent(together.failed().add(share)).missing());
    }

    /** Rates so low that they can be reached with any promise. */
    private static Contract.ErrorBudget slowlyWatched() {
        var budget = GOOD.errorBudget();
        var window = new Contract.BurnWindow(Duration.ofMinutes(5), Duration.ofHours(1), BurnRate.of("1x"), BurnState.PAGE);
        return new Contract.ErrorBudget(List.of(window), budget.actions(), budget.recovery(), budget.silence(), budget.leastRequests());
    }

    private static Contract with(Contract contract, Latency latency, Percent availability) {
        var objectives = contract.objectives();
        return new Contract(
                contract.contract(), contract.owner(), contract.reviewers(), contract.reviewBy(), contract.tenants(), contract.roles(), contract.priorities(), contract.identity(),
                new Objectives(
                        objectives.window(), latency, objectives.longestDeadline(), availability, objectives.quality(), objectives.freshness(), objectives.path()),
                contract.slices(), contract.cost(), contract.tools(), contract.policy(), contract.redaction(), contract.routing(), contract.degradation(), contract.errorBudget());
    }

    /** All paths that the rules accept: rerank in a step of its own, beside retrieve, beside generate, or not at all. */
    private static Arbitrary<List<PathStep>> paths() {
        return Arbitraries.of(
                "admit authorize retrieve generate settle",
                "admit authorize retrieve rerank generate settle",
                "admit authorize retrieve+rerank generate settle",
                "admit authorize rerank+retrieve generate settle",
                "admit authorize retrieve generate+rerank settle")
                .map(text -> Arrays.stream(text.split(" "))
                        .map(step -> new PathStep(Arrays.stream(step.split("\\+")).map(SliceName::of).toList()))
                        .toList());
    }

    private static Arbitrary<Slices> slices() {
        return slice().list().ofSize(6).map(six -> new Slices(
                six.get(0),
                six.get(1),
                six.get(2),
                six.get(3),
                six.get(4),
                six.get(5),
                GOOD.slices().ingest(),
                GOOD.slices().record(),
                GOOD.slices().revoke()));
    }

    private static Arbitrary<Slice> slice() {
        var target = Arbitraries.integers().between(1, 5_000).map(Duration::ofMillis);
        // At most 6 slices miss at most 15% each, so that some answers are left that nobody misses.
        var share = Arbitraries.integers().between(8_500, 9_999).map(hundredths -> new Percent(BigDecimal.valueOf(hundredths, 2)));
        return Combinators.combine(target, share, share).as((longest, percentile, availability) ->
                new Slice(new Latency(longest, percentile), availability, Duration.ofSeconds(30), 8));
    }

    private static List<String> failures(Contract contract) {
        var findings = new Findings(Path.of("c"), new Lines(Document.parsed(Path.of("c"), "contract: generated")));
        ContractRules.check(contract, findings);
        return findings.told();
    }

    private static void assertOne(List<String> failures, String start) {
        assertTrue(failures.size() == 1 && failures.getFirst().startsWith("c:1: " + start), () -> start + " is not all of " + failures);
    }

    private static Percent more(Percent share) {
        return new Percent(share.value().add(SMALLEST_SHARE));
    }

    /** Which requests each slice misses: exactly as many as its promise allows. */
    private static Map<SliceName, BitSet> played(Contract contract, Misses misses, Random random, Function<Slice, Percent> promised) {
        var played = new EnumMap<SliceName, BitSet>(SliceName.class);
        var next = 0;
        for (var name : contract.objectives().path().stream().flatMap(step -> step.together().stream()).toList()) {
            var count = (int) allowed(promised.apply(contract.slices().of(name)));
            var missed = new BitSet(REQUESTS);
            switch (misses) {
                case APART -> missed.set(next, next + count);
                case TOGETHER -> missed.set(0, count);
                case ANYWHERE -> shuffled(random).subList(0, count).forEach(missed::set);
            }
            next += count;
            played.put(name, missed);
        }
        return played;
    }

    private static List<Integer> shuffled(Random random) {
        var requests = new ArrayList<>(IntStream.range(0, REQUESTS).boxed().toList());
        Collections.shuffle(requests, random);
        return requests;
    }

    /** Time of one answer: a slice that keeps its target takes all of it, one that misses takes an hour. */
    private static Duration taken(List<PathStep> path, Slices slices, Map<SliceName, BitSet> missed, int request) {
        var taken = Duration.ZERO;
        for (var step : path) {
            var slowest = Duration.ZERO;
            for (var name : step.together()) {
                var time = missed.get(name).get(request) ? Duration.ofHours(1) : slices.of(name).latency().target();
                slowest = time.compareTo(slowest) > 0 ? time : slowest;
            }
            taken = taken.plus(slowest);
        }
        return taken;
    }

    private static BitSet union(List<PathStep> path, Map<SliceName, BitSet> missed) {
        var any = new BitSet(REQUESTS);
        path.stream().flatMap(step -> step.together().stream()).forEach(name -> any.or(missed.get(name)));
        return any;
    }

    /** Requests that a promise lets miss. */
    private static long allowed(Percent promised) {
        return promised.missing().value().multiply(BigDecimal.valueOf(REQUESTS)).movePointLeft(2).longValue();
    }

    private static BigDecimal share(int requests) {
        return BigDecimal.valueOf(requests).movePointRight(2).divide(BigDecimal.valueOf(REQUESTS)).stripTrailingZeros();
    }
}
