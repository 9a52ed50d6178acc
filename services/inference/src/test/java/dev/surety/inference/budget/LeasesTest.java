package dev.surety.inference.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.contract.WhenSpent;
import dev.surety.request.Money;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replicas that share the budgets of one real database. */
class LeasesTest {

    private static final Taken HELD = new Taken.Held();
    private static final AtomicInteger TESTS = new AtomicInteger();

    private static BudgetDatabase database;

    // One of its own for each test: a replica of another may still be on a visit.
    private final String daily = "daily-" + TESTS.incrementAndGet();
    private final String ofDaily = " FROM budget_lease WHERE budget = '" + daily + "'";
    private final String committed = "SELECT coalesce(sum(committed), 0)" + ofDaily;
    private final String spent = "SELECT coalesce(sum(spent), 0)" + ofDaily;
    private final String leased = "SELECT coalesce(sum(amount), 0)" + ofDaily;
    private final Taken noRoom = new Taken.Spent(daily, WhenSpent.EXTRACTIVE_ONLY);
    private final Taken noWord = new Taken.Unknown(daily);

    @BeforeAll
    static void start() throws SQLException {
        database = new BudgetDatabase();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void clear() throws SQLException {
        database.clear();
    }

    @Test
    void aThousandRequestsOverTwoReplicasSpendABudgetForAHundredToTheLastDigit() throws Exception {
        var budget = Replica.budget(daily, "0.7777777700");
        var replicas = List.of(new Replica(database.source(), budget), new Replica(database.source(), budget));
        var amount = "0.0077777777";

        var ends = atOnce(1_000, request -> {
            var replica = replicas.get(request % 2);
            var reservation = replica.open(amount);
            var taken = replica.take(reservation);
            reservation.settle(Money.of(taken.equals(HELD) ? amount : "0"));
            return taken;
        });

        assertEquals(100, ends.stream().filter(HELD::equals).count());
        assertEquals(900, ends.stream().filter(noRoom::equals).count());
        replicas.forEach(replica -> replica.leases.stop());
        assertEquals(new BigDecimal("0.77777777"), database.number(spent));
        assertEquals(new BigDecimal("0.77777777"), database.number(leased));
    }

    @Test
    void amountsOfManySizesNeverSpendMoreThanThereIs() throws Exception {
        var budget = Replica.budget(daily, "1");
        var replicas = List.of(new Replica(database.source(), budget), new Replica(database.source(), budget), new Replica(database.source(), budget));

        atOnce(600, request -> {
            var replica = replicas.get(request % 3);
            var reservation = replica.open("0.00" + (1 + request % 9));
            var taken = replica.take(reservation);
            reservation.settle(Money.of(taken.equals(HELD) ? "0.000" + (1 + request % 7) : "0"));
            if (request % 50 == 0) {
                replica.leases.beat();
            }
            return taken;
        });

        assertTrue(database.number(leased).compareTo(BigDecimal.ONE) <= 0, database.number(leased).toString());
        replicas.forEach(replica -> replica.leases.stop());
        assertEquals(database.number(spent), database.number(leased));
    }

    @Test
    void nothingIsAskedOfTheDatabaseWhileTheLeaseHasRoom() {
        var replica = new Replica(database.source(), Replica.budget(daily, "100"));
        replica.take("0.0001");
        var before = database.connections();

        for (var request = 0; request < 1_000; request++) {
            assertEquals(HELD, replica.take("0.0001"));
        }

        assertEquals(before, database.connections());
    }

    @Test
    void aSpentBudgetIsNotAskedForAgainAtOnce() {
        var replica = new Replica(database.source(), Replica.budget(daily, "0.05"));
        replica.spendAll("0.01");
        var before = database.connections();

        for (var request = 0; request < 100; request++) {
            assertEquals(noRoom, replica.take("0.01"));
        }

        // A visit that was under way before may still come to its end.
        assertTrue(database.connections() - before <= 2, () -> database.connections() - before + " visits for 100 requests");
    }

    @Test
    void whatACallDidNotSpendCanBeTakenAtOnceAlsoFromASpentBudget() {
        var replica = new Replica(database.source(), Replica.budget(daily, "0.05"));
        var last = replica.open("0.01");
        replica.take("0.02");
        replica.take("0.02");
        replica.take(last);
        assertEquals(noRoom, replica.take("0.02"));

        last.settle(Money.ZERO);

        assertEquals(HELD, replica.take("0.01"));
    }

    @Test
    void whatAnotherReplicaGaveBackIsFoundALittleLater() {
        var budget = Replica.budget(daily, "0.05");
        var one = new Replica(database.source(), budget);
        var other = new Replica(database.source(), budget);
        var reservation = one.open("0.05");
        one.take(reservation);
        assertEquals(noRoom, other.take("0.01"));

        reservation.settle(Money.of("0.02"));
        one.leases.stop();
        var atOnce = other.take("0.01");
        other.passes(Duration.ofSeconds(2));

        assertEquals(noRoom, atOnce);
        assertEquals(3, other.spendAll("0.01"));
    }

    @Test
    void aDeadReplicasLeaseGoesBackButForWhatWasCommitted() throws SQLException {
        var budget = Replica.budget(daily, "10");
        var dead = new Replica(database.source(), budget);
        var alive = new Replica(database.source(), budget);
        dead.take("0.01");
        var committedToIt = database.number(committed);
        var leasedToIt = database.number(leased);

        var whileLeased = alive.spendAll("0.01");
        database.passes(Replica.LEASE);
        alive.passes(Duration.ofSeconds(2));
        var afterwards = alive.spendAll("0.01");

        // One step of a hundredth beyond what was used.
        assertEquals(new BigDecimal("0.1"), committedToIt);
        assertEquals(BigDecimal.ONE, leasedToIt);
        assertEquals(900, whileLeased, "not blocked while there is money outside of the dead one's lease");
        assertEquals(90, afterwards);
    }

    @Test
    void aReplicaWhoseLeaseEndedSpendsNothingUntilItIsRenewed() throws SQLException {
        var replica = new Replica(database.source(), Replica.budget(daily, "10"));
        replica.take("0.01");
        database.goAway(true);

        assertEquals(HELD, replica.take("0.01"));
        replica.passes(Replica.LEASE);
        assertEquals(noWord, replica.take("0.01"));
    }

    @Test
    void anIdleLeaseIsGivenBackByTheHeart() throws SQLException {
        var budget = Replica.budget(daily, "10");
        var idle = new Replica(database.source(), budget);
        var busy = new Replica(database.source(), budget);
        idle.take("0.01");

        beatUntil(idle, leased, "0.01");

        assertEquals(999, busy.spendAll("0.01"));
    }

    @Test
    void aReplicaThatStopsGivesBackAllItDidNotSpend() throws SQLException {
        var replica = new Replica(database.source(), Replica.budget(daily, "10"));
        var reservation = replica.open("0.01");
        replica.take(reservation);
        reservation.settle(Money.of("0.003"));

        replica.leases.stop();

        assertEquals(new BigDecimal("0.003"), database.number(leased));
        assertEquals(noWord, replica.take("0.01"));
    }

    @Test
    void aVisitThatWasOvertakenChangesNothing() throws SQLException {
        var visits = new Visits(new Bounded(database.source(), Replica.TIMEOUT));
        var terms = Terms.of(Replica.budget(daily, "10"), new Replica(database.source()).config());
        var purse = new DayPurse();
        var late = new Visits.Visit(purse.lease(), purse.nextVisit(), terms, null, Purse.EMPTY, 0, 0, 0, Replica.LEASE);
        visits.go(new Visits.Visit(purse.lease(), purse.nextVisit(), terms, null, Purse.EMPTY, Units.of(Money.of("1")), 0, 0, Replica.LEASE));

        var overtaken = assertThrows(SQLException.class, () -> visits.go(late));

        assertTrue(overtaken.getMessage().contains("overtook"), overtaken.getMessage());
        assertEquals(BigDecimal.ONE, database.number(committed));
    }

    @Test
    void aLargerBudgetIsInForceAtOnce() {
        var replica = new Replica(database.source(), Replica.budget(daily, "0.05"));
        replica.spendAll("0.01");

        replica.follow(Replica.budget(daily, "0.08"));

        assertEquals(3, replica.spendAll("0.01"));
    }

    @Test
    void aSmallerBudgetIsInForceAtOnceForMoneyThatIsLeasedToo() throws SQLException {
        var replica = new Replica(database.source(), Replica.budget(daily, "10"));
        replica.take("0.01");

        replica.follow(Replica.budget(daily, "0.03"));

        assertEquals(2, replica.spendAll("0.01"));
        assertEquals(new BigDecimal("0.03"), database.number(leased));
    }

    @Test
    void aBudgetBelowWhatIsSpentGivesNothing() {
        var replica = new Replica(database.source(), Replica.budget(daily, "10"));
        replica.take("0.05");

        replica.follow(Replica.budget(daily, "0.03"));

        assertEquals(noRoom, replica.take("0.01"));
    }

    @Test
    void aReservationBelongsToTheDayItWasMadeIn() throws SQLException {
        database.untilMidnight(Duration.ofSeconds(30));
        var replica = new Replica(database.source(), Replica.budget(daily, "0.05"));
        var late = replica.open("0.05");
        assertEquals(HELD, replica.take(late));
        assertEquals(noRoom, replica.take("0.01"));

        database.passes(Duration.ofSeconds(31));
        replica.passes(Duration.ofSeconds(31));
        var newDay = replica.spendAll("0.01");
        late.settle(Money.of("0.02"));

        assertEquals(5, newDay, "the new day has a budget of its own");
        beatUntil(replica, "SELECT committed" + ofDaily + " ORDER BY day LIMIT 1", "0.02");
        beatUntil(replica, "SELECT sum(spent)" + ofDaily + " AND day = (SELECT max(day) FROM budget_day)", "0.05");
    }

    @Test
    void theDatabasesClockDecidesOnTheDay() throws SQLException {
        database.untilMidnight(Duration.ofMillis(-1));
        var replica = new Replica(database.source(), Replica.budget(daily, "0.05"));

        replica.take("0.01");

        assertEquals(
                BigDecimal.ONE, database.number("SELECT day - (clock_timestamp() AT TIME ZONE 'UTC')::date" + ofDaily));
    }

    @Test
    void withoutTheDatabaseNothingIsSpentAndItComesBackByItself() {
        var replica = new Replica(database.source(), Replica.budget(daily, "10"));
        database.goAway(true);
        assertEquals(noWord, replica.take("0.01"));

        database.goAway(false);
        replica.passes(Duration.ofSeconds(2));

        assertEquals(HELD, replica.take("0.01"));
    }

    @Test
    void aDatabaseThatHangsIsGivenUpAndWhatItDoesLaterChangesNothing() throws Exception {
        var replica = new Replica(database.source(), Replica.budget(daily, "10"));
        replica.take("0.01");
        Taken whileItHung;
        try (var other = database.connection();
                var lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("SELECT 1 FROM budget_day FOR UPDATE");

            whileItHung = replica.take("5");
            other.rollback();
        }
        replica.passes(Duration.ofSeconds(2));

        assertEquals(noWord, whileItHung);
        assertEquals(999, replica.spendAll("0.01"));
        assertEquals(BigDecimal.TEN, database.number(leased).setScale(0));
    }

    @Test
    void whoHasNoTimeLeftIsServedFromTheLeaseOrNotAtAll() {
        var replica = new Replica(database.source(), Replica.budget(daily, "100"));

        assertEquals(noWord, replica.open("0.01").take(Duration.ZERO).await().atMost(Replica.PATIENCE));
        assertEquals(noWord, replica.open("0.01").take(Duration.ofMillis(-1)).await().atMost(Replica.PATIENCE));
        assertEquals(HELD, replica.take("0.01"));
        assertEquals(HELD, replica.open("0.001").take(Duration.ZERO).await().atMost(Replica.PATIENCE));
    }

    @Test
    void whoCanNotWaitGetsNoWordAndLosesNothing() throws SQLException {
        var replica = new Replica(database.source(), Replica.budget(daily, "10"));
        replica.take("0.01");
        var reservation = replica.open("5");
        try (var other = database.connection();
                var lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("SELECT 1 FROM budget_day FOR UPDATE");

            assertEquals(noWord, reservation.take(Duration.ofNanos(1)).await().atMost(Replica.PATIENCE));
            other.rollback();
        }
        reservation.settle(Money.ZERO);

        replica.take("0.01");
        replica.leases.stop();
        assertEquals(new BigDecimal("0.02"), database.number(leased));
    }

    @Test
    void aRequestCountsTowardTheTenantsBudgetAndItsGroups() throws SQLException {
        var replica = new Replica(
                database.source(),
                Replica.budget(daily, "10"),
                Replica.budget("platform", "group:platform", "0.02", WhenSpent.SOURCES_ONLY),
                Replica.budget("people", "group:people", "1", WhenSpent.SOURCES_ONLY));

        var taken = List.of(
                replica.take("0.01", "group:platform"),
                replica.take("0.01", "group:platform"),
                replica.take("0.01", "group:platform"),
                replica.take("0.01", "group:kitchen"));

        assertEquals(List.of(HELD, HELD, new Taken.Spent("platform", WhenSpent.SOURCES_ONLY), HELD), taken);
        replica.leases.stop();
        assertEquals(new BigDecimal("0.03"), database.number("SELECT sum(used)" + ofDaily));
        assertEquals(BigDecimal.ZERO, database.number("SELECT count(*) FROM budget_lease WHERE budget = 'people'"));
    }

    @Test
    void otherTenantsAndWhatCostsNothingTouchNoBudget() {
        var replica = new Replica(database.source(), Replica.budget(daily, "0"));

        var foreign = replica.leases.open("saltmarsh", Set.of(), Money.of("1"));

        assertEquals(HELD, replica.take(foreign));
        assertEquals(HELD, replica.take("0"));
        assertEquals(noRoom, replica.take("0.01"));
    }

    @Test
    void whatAProviderChargesBeyondTheReservationIsChargedAndCounted() throws SQLException {
        var replica = new Replica(database.source(), Replica.budget(daily, "0.05"));
        var reservation = replica.open("0.01");
        replica.take(reservation);

        reservation.settle(Money.of("0.07"));

        assertEquals(noRoom, replica.take("0.01"));
        assertEquals(1, replica.meters.counter("surety.budget.overdrawn", "budget", daily).count());
        replica.leases.stop();
        assertEquals(new BigDecimal("0.07"), database.number(spent));
    }

    @Test
    void ownersAreToldOnceOfEachShareByWhicheverReplicaSeesItFirst() throws Exception {
        var budget = Replica.budget(daily, "1");
        var replicas = List.of(new Replica(database.source(), budget), new Replica(database.source(), budget));

        atOnce(200, request -> replicas.get(request % 2).take("0.01"));
        beatUntil(replicas.getFirst(), "SELECT count(*) FROM budget_share WHERE budget = '" + daily + "'", "3");

        assertEquals(new BigDecimal("3"), database.number("SELECT count(*) FROM outbox WHERE topic = 'surety.budgets.v1' AND key = '" + daily + "'"));
        assertEquals(new BigDecimal("3"), database.number("SELECT count(DISTINCT event) FROM outbox WHERE key = '" + daily + "'"));
        untilTrue(() -> 3 == replicas.stream().flatMap(replica -> replica.meters.find("surety.budget.shares.reached").counters().stream()).count());
    }

    @Test
    void aShareThatCouldNotBeToldIsToldLater() throws SQLException {
        var replica = new Replica(database.source(), Replica.budget(daily, "1"));
        database.execute("ALTER TABLE outbox RENAME TO outbox_away");
        replica.take("0.6");
        replica.leases.beat();
        database.execute("ALTER TABLE outbox_away RENAME TO outbox");

        beatUntil(replica, "SELECT count(*) FROM outbox WHERE event = '50%' AND key = '" + daily + "'", "1");
    }

    @Test
    void theUsedShareIsThatOfAllReplicas() throws SQLException {
        var budget = Replica.budget(daily, "1");
        var one = new Replica(database.source(), budget);
        var other = new Replica(database.source(), budget);
        one.take("0.2");
        other.take("0.3");

        beatUntil(one, "SELECT sum(used)" + ofDaily + " AND used = 0.2", "0.2");
        beatUntil(other, "SELECT sum(used)" + ofDaily, "0.5");

        untilTrue(() -> Map.of(daily, 0.5).equals(other.leases.used()));
    }

    @Test
    void largestAmountsDoNotOverflow() {
        var replica = new Replica(database.source(), Replica.budget(daily, "9999999999"));
        var reservation = replica.open("9999999999");

        assertInstanceOf(Taken.class, replica.take(reservation));
        reservation.settle(Money.of("9999999999"));

        assertEquals(noRoom, replica.take("9999999999"));
    }

    /** A beat that meets a visit under way is done by that one, a little later. */
    private static void beatUntil(Replica replica, String query, String number) throws SQLException {
        var until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        do {
            replica.leases.beat();
        } while (database.number(query).compareTo(new BigDecimal(number)) != 0 && System.nanoTime() < until);
        assertEquals(new BigDecimal(number), database.number(query));
    }

    private static void untilTrue(BooleanSupplier condition) {
        var until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "not within ten seconds");
            Thread.onSpinWait();
        }
    }

    private interface Request {

        Taken run(int number) throws Exception;
    }

    private static List<Taken> atOnce(int requests, Request request) throws Exception {
        var go = new CountDownLatch(1);
        var ends = new ArrayList<Taken>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Taken>>();
            for (var number = 0; number < requests; number++) {
                var mine = number;
                running.add(threads.submit((Callable<Taken>) () -> {
                    go.await();
                    return request.run(mine);
                }));
            }
            go.countDown();
            for (var one : running) {
                ends.add(one.get());
            }
        }
        return ends;
    }
}
