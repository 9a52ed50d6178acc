package dev.surety.burn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.contract.BurnRate;
import dev.surety.contract.BurnState;
import dev.surety.contract.Contract;
import dev.surety.contract.Percent;
import dev.surety.contract.SliceName;
import dev.surety.testing.TouchyContract;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    /** The company's: 5m/1h 14.4x and 30m/6h 6x page, 2h/1d 3x and 6h/3d 1x ticket; 30 days; at least 20 requests. */
    private static final Contract CONTRACT = TouchyContract.contract();
    /** 95% within 2.5 s, 99% available. */
    private static final Objective ANSWER = Objective.of(CONTRACT).getFirst();

    @Test
    void everySliceAndTheAnswerHaveAnObjective() {
        var names = Objective.of(CONTRACT).stream().map(Objective::name).toList();

        assertEquals(List.of("answer", "admit", "authorize", "retrieve", "rerank", "generate", "settle", "ingest", "record", "revoke"), names);
        assertEquals(CONTRACT.slices().of(SliceName.RETRIEVE).availability(), Objective.of(CONTRACT).get(3).availability());
    }

    @ParameterizedTest
    @CsvSource({
        // Availability, 1 % allowed. What happened in the last: 5 minutes, hour, 6 hours, day, 30 days; each total/failed/late, apart from the others.
        "STEADY,    100/0/0,  900/0/0,    0/0/0,    0/0/0,    10000/0/0",
        "STEADY,    0/0/0,    0/0/0,      0/0/0,    0/0/0,    0/0/0",
        // 20 % and 15.2 % failed: more than 14.4x in both.
        "PAGE,      100/20/0, 900/132/0,  0/0/0,    0/0/0,    100000/0/0",
        // Burnt in the last hour, not any more in the last five minutes, and slowly over the rest of the day.
        "STEADY,    100/0/0,  900/30/0,   9000/0/0, 90000/0/0,  900000/0/0",
        // It burns now and did not for an hour: a blip.
        "STEADY,    100/20/0, 9000/0/0,   9000/0/0, 90000/0/0,  900000/0/0",
        // Latency, 5 % allowed: 80 % late.
        "PAGE,      100/0/80, 900/0/720,  0/0/0,    0/0/0,    100000/0/0",
        // 15 failed and 15 late of 100: neither promise is broken fast enough, and their sum is nobody's budget.
        "STEADY,    100/14/15, 900/100/100, 90000/0/0, 900000/0/0, 9000000/0/0",
        // Slowly, for long.
        "TICKET,    1000/35/0, 9000/315/0, 9000/315/0, 90000/3150/0, 900000/0/0",
        // Ten of a thousand are what 1 % allows.
        "EXHAUSTED, 0/0/0,    0/0/0,      0/0/0,    0/0/0,    1000/10/0",
        "STEADY,    0/0/0,    0/0/0,      0/0/0,    0/0/0,    1001/10/0",
        "EXHAUSTED, 0/0/0,    0/0/0,      0/0/0,    0/0/0,    1000/0/50",
        // 19 requests say nothing, however bad.
        "STEADY,    19/19/0,  0/0/0,      0/0/0,    0/0/0,    0/0/0",
    })
    void stateFollowsTheWindows(BurnState state, String fiveMinutes, String hour, String sixHours, String day, String window) {
        var counted = new Happened(List.of(
                at(Duration.ofMinutes(2), fiveMinutes),
                at(Duration.ofMinutes(50), hour),
                at(Duration.ofHours(5), sixHours),
                at(Duration.ofHours(20), day),
                at(Duration.ofDays(20), window)));

        var reading = Reading.of(CONTRACT, ANSWER, counted, NOW);

        assertEquals(state, reading.state(), reading::toString);
    }

    @Test
    void reasonTellsAPersonWhichWindowsFire() {
        var counted = new Happened(List.of(at(Duration.ofMinutes(2), "100/20/0"), at(Duration.ofMinutes(50), "900/132/0"), at(Duration.ofDays(20), "100000/0/0")));

        var reading = Reading.of(CONTRACT, ANSWER, counted, NOW);

        assertEquals("the budget burns 20x over 5m and 15.2x over 1h, the limit is 14.4x", reading.reason());
        assertEquals(
                new Reading.Burn(CONTRACT.errorBudget().windows().getFirst(), new BigDecimal("20.0000"), new BigDecimal("15.2000"), true),
                reading.burns().getFirst());
        assertEquals(new Counts(101_000, 152, 0), reading.counts());
        assertEquals(new BigDecimal("0.8496"), reading.availability());
        assertEquals(new BigDecimal("1.0000"), reading.latency());
        assertEquals(reading.availability(), reading.budgetLeft());
    }

    @Test
    void overdrawnBudgetIsNegativeAndSaysSo() {
        var reading = Reading.of(CONTRACT, ANSWER, new Happened(List.of(at(Duration.ofDays(20), "1000/25/0"))), NOW);

        assertEquals(new BigDecimal("-1.5000"), reading.budgetLeft());
        assertEquals("the availability budget of 30d is used up: 25 of 1000 failed", reading.reason());
    }

    /** One replica sees a part of a part: it may say that it burns, never that nothing is left. */
    @Test
    void ownCountsNeverExhaustTheBudgetOfAll() {
        var counted = new Happened(List.of(at(Duration.ofMinutes(2), "1000/1000/0")));

        var reading = Reading.ofOwnCounts(CONTRACT, ANSWER, counted, NOW);

        assertEquals(BurnState.PAGE, reading.state());
        assertEquals(new BigDecimal("1.0000"), reading.budgetLeft());
    }

    @Test
    void promiseWithoutAnyMissIsBrokenByTheFirst() {
        var never = new Spending(1, 1_000_000_000L, Percent.of("0%"));

        assertTrue(never.fasterThan(BurnRate.of("9999x")));
        assertTrue(never.isAll());
        assertEquals(new BigDecimal("-999999.0000"), never.left());
        assertTrue(!new Spending(0, 100, Percent.of("0%")).isAll());
    }

    @Property
    void orderInWhichCountsArriveDoesNotMatter(@ForAll @Size(min = 2, max = 30) List<@IntRange(min = 0, max = 2_591_999) Integer> ages, @ForAll long seed) {
        var random = new Random(seed);
        var events = new ArrayList<>(ages.stream().map(age -> some(Duration.ofSeconds(age), random)).toList());
        var inOrder = Reading.of(CONTRACT, ANSWER, new Happened(List.copyOf(events)), NOW);

        Collections.shuffle(events, random);

        assertEquals(inOrder, Reading.of(CONTRACT, ANSWER, new Happened(events), NOW));
    }

    /** Good requests that fail, or are late, instead. */
    @Property
    void moreFailuresNeverImproveTheState(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 0, max = 600_000) Integer> ages, @ForAll long seed, @ForAll @IntRange(min = 1, max = 100) int worse) {
        var random = new Random(seed);
        var before = ages.stream().map(age -> some(Duration.ofSeconds(age), random)).toList();
        var failing = before.stream().map(event -> event.with(Math.min(worse, event.counts().total() - event.counts().failed() - event.counts().late()), 0)).toList();
        var late = before.stream().map(event -> event.with(0, Math.min(worse, event.counts().total() - event.counts().failed() - event.counts().late()))).toList();

        var state = Reading.of(CONTRACT, ANSWER, new Happened(before), NOW).state();

        assertTrue(Reading.of(CONTRACT, ANSWER, new Happened(failing), NOW).state().atLeast(state));
        assertTrue(Reading.of(CONTRACT, ANSWER, new Happened(late), NOW).state().atLeast(state));
    }

    @Property
    void burningAtExactlyOneOverTheWindowUsesExactlyTheBudget(@ForAll @IntRange(min = 1, max = 200) int days, @ForAll @LongRange(min = 1, max = 10_000) long hundreds) {
        var perDay = IntStream.range(0, days).mapToObj(day -> new Event(NOW.minusSeconds(day * 12_000L + 1), new Counts(hundreds * 100, hundreds, 0))).toList();

        var reading = Reading.of(CONTRACT, ANSWER, new Happened(perDay), NOW);

        assertEquals(new BigDecimal("0.0000"), reading.budgetLeft());
        assertEquals(BurnState.EXHAUSTED, reading.state());
    }

    @Property
    void somethingIsShownAsLeftExactlyWhenItIs(@ForAll @LongRange(min = 1, max = 10_000_000) long bad, @ForAll @LongRange(min = 0, max = 1_000_000_000) long good) {
        var spending = new Spending(bad, bad + good, Percent.of("0.15%"));

        assertEquals(spending.isAll(), spending.left().signum() <= 0);
        assertEquals(spending.isAll(), spending.fasterThan(BurnRate.of("1x")) || spending.left().signum() == 0);
    }

    private static Event some(Duration age, Random random) {
        var total = random.nextInt(1, 500);
        var failed = random.nextInt(total + 1) / (random.nextBoolean() ? 10 : 1);
        return new Event(NOW.minus(age), new Counts(total, failed, random.nextInt(total - failed + 1) / (random.nextBoolean() ? 10 : 1)));
    }

    private static Event at(Duration age, String counts) {
        var parts = counts.trim().split("/");
        return new Event(NOW.minus(age), new Counts(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2])));
    }

    private record Event(Instant at, Counts counts) {

        Event with(long failed, long late) {
            return new Event(at, new Counts(counts.total(), counts.failed() + failed, counts.late() + late));
        }
    }

    private record Happened(List<Event> events) implements Counted {

        @Override
        public Counts between(String objective, Instant from, Instant to) {
            return events.stream()
                    .filter(event -> !event.at().isBefore(from) && event.at().isBefore(to))
                    .map(Event::counts)
                    .reduce(Counts.NONE, Counts::plus);
        }
    }
}
