package dev.surety.evaluation.slo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.burn.Counts;
import dev.surety.contract.BurnState;
import dev.surety.contract.Contract;
import dev.surety.contract.SliceName;
import dev.surety.evaluation.testing.SettableClock;
import dev.surety.event.BurnStatus;
import dev.surety.event.SliceWindow;
import dev.surety.local.testing.RealPostgres;
import dev.surety.testing.TouchyContract;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The ledger on a real PostgreSQL, with a clock that is set. Under the company's contract: an availability of 99 %, a recovery of ten minutes. */
class LedgerTest {

    private static final Contract CONTRACT = TouchyContract.contract();
    private static final Instant START = Instant.parse("2026-11-25T12:17:30Z");
    private static final LedgerConfig CONFIG =
            new SmallRyeConfigBuilder().withMapping(LedgerConfig.class).addDiscoveredConverters().build().getConfigMapping(LedgerConfig.class);

    private static PGSimpleDataSource postgres;

    private final SettableClock clock = new SettableClock(START);
    private final LedgerDatabase database = new LedgerDatabase(postgres);
    private final Bookings bookings = new Bookings(database);
    private final AtomicInteger ids = new AtomicInteger();
    private final Rounds rounds = new Rounds(database, CONFIG, clock);
    private final Rounds otherReplica = new Rounds(database, CONFIG, clock);

    @BeforeAll
    static void createFromTheVersionBefore() {
        var server = new RealPostgres();
        server.init(Map.of("schema", "ledger"));
        var config = server.start();
        postgres = new PGSimpleDataSource();
        postgres.setUrl(config.get("quarkus.datasource.jdbc.url"));
        postgres.setUser(config.get("quarkus.datasource.username"));
        postgres.setPassword(config.get("quarkus.datasource.password"));
        Flyway.configure().dataSource(postgres).target("001").load().migrate();
        Flyway.configure().dataSource(postgres).load().migrate();
    }

    @BeforeEach
    void empty() {
        database.inTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute("TRUNCATE slo_seen, slo_count, slo_hour, slo_standing, slo_look");
            }
        });
    }

    @AfterEach
    void giveBack() {
        rounds.close();
        otherReplica.close();
    }

    @Test
    void windowCountsOnceInWhateverOrderAndHoweverOftenItArrives() throws InterruptedException {
        var windows = IntStream.range(0, 200).mapToObj(at -> window("answer", START.minusSeconds(at * 47L), 10, at % 3, at % 2)).toList();
        var deliveries = new ArrayList<Integer>();
        IntStream.range(0, 200).forEach(at -> Collections.addAll(deliveries, at, at, at));
        Collections.shuffle(deliveries, new Random(7));
        var news = new AtomicInteger();

        try (var consumers = Executors.newFixedThreadPool(4)) {
            deliveries.forEach(at -> consumers.submit(() -> {
                if (bookings.book("replica", "window-" + at, windows.get(at))) {
                    news.incrementAndGet();
                }
            }));
        }

        var all = windows.stream().map(LedgerTest::counts).reduce(Counts.NONE, Counts::plus);
        assertEquals(200, news.get());
        assertEquals(all, sum("answer", START.minus(Duration.ofDays(1)), START.plusSeconds(1)));
        assertEquals(all, sum("answer", START.minus(Duration.ofDays(29)), START.plusSeconds(1)));
    }

    @Test
    void whatPostgreSqlCanNeverTakeIsNotTriedForEver() {
        var window = window("answer", START, 1, 0, 0);

        var never = assertThrows(Bookings.Unstorable.class, () -> bookings.book("replica", "zero\u0000", window));

        assertEquals("PostgreSQL refuses the counts with state 22021", never.getMessage());
        assertTrue(bookings.book("replica", "id", window));
    }

    @Test
    void sumsAreExactWhereverAWindowBeginsAndEnds() {
        var random = new Random(11);
        var windows = IntStream.range(0, 300).mapToObj(at -> window("retrieve", START.minusSeconds(random.nextInt(5 * 3600)), 5, 1, 1)).toList();
        windows.forEach(this::book);
        book(window("rerank", START.minusSeconds(60), 99, 0, 0));

        for (var attempt = 0; attempt < 100; attempt++) {
            var from = START.minusSeconds(random.nextInt(6 * 3600));
            var to = from.plusSeconds(random.nextInt(5 * 3600));
            var expected = windows.stream()
                    .filter(window -> !window.startsAt().isBefore(from) && window.startsAt().isBefore(to))
                    .map(LedgerTest::counts)
                    .reduce(Counts.NONE, Counts::plus);
            assertEquals(expected, sum("retrieve", from, to), "from " + from + " to " + to);
        }
    }

    @Test
    void beyondWhatIsKeptTheFirstHourCountsAsAWhole() {
        book(window("answer", Instant.parse("2026-11-05T12:01:00Z"), 7, 0, 0));
        book(window("answer", Instant.parse("2026-11-05T11:59:00Z"), 9, 0, 0));

        assertEquals(new Counts(7, 0, 0), sum("answer", Instant.parse("2026-11-05T12:30:00Z"), START));
    }

    @Test
    void whatIsOldIsForgottenAndTheHoursStay() throws SQLException {
        book(window("answer", START.minus(Duration.ofDays(10)), 100, 1, 0));
        book(window("answer", START.minus(Duration.ofDays(2)), 200, 2, 0));
        book(window("answer", START.minus(Duration.ofDays(40)), 400, 4, 0));

        rounds.look(CONTRACT);

        assertEquals(1, rows("slo_count"));
        assertEquals(1, rows("slo_seen"));
        assertEquals(2, rows("slo_hour"));
        assertEquals(new Counts(300, 3, 0), sum("answer", START.minus(Duration.ofDays(30)), START));
    }

    @Test
    void oneReplicaLooksAndTheNextTakesOverWhenItEnds() throws SQLException {
        var first = rounds.look(CONTRACT);
        var meanwhile = otherReplica.look(CONTRACT);
        clock.pass(Duration.ofSeconds(5));

        rounds.close();
        var second = otherReplica.look(CONTRACT);

        assertEquals(SliceName.values().length + 1, first.orElseThrow().size());
        assertTrue(meanwhile.isEmpty());
        assertEquals(
                first.orElseThrow().stream().map(seen -> seen.status().revision() + " " + seen.status().since()).toList(),
                second.orElseThrow().stream().map(seen -> seen.status().revision() + " " + seen.status().since()).toList());
        assertTrue(rounds.look(CONTRACT).isEmpty());
    }

    /** Who lost its session lost the lock: it can't write any more, and somebody else can. */
    @Test
    void replicaThatLostItsSessionIsReplaced() throws SQLException {
        rounds.look(CONTRACT).orElseThrow();
        terminateWhoHoldsTheLock();

        assertThrows(SQLException.class, () -> rounds.look(CONTRACT));

        assertTrue(otherReplica.look(CONTRACT).isPresent());
        assertTrue(rounds.look(CONTRACT).isEmpty());
    }

    @Test
    void failuresPageAtOnceAndTheStateIsLeftAfterRecovery() throws SQLException {
        lastedSoFar();
        assertEquals(BurnState.STEADY, answer(rounds).state());

        failing(Duration.ofMinutes(10), 50);
        var burning = answer(rounds);
        // Nothing burns any more in the shorter windows of both pairs that page.
        clock.pass(Duration.ofMinutes(31));
        var clear = answer(rounds);
        clock.pass(Duration.ofMinutes(10).minusSeconds(1));
        var almost = answer(rounds);
        clock.pass(Duration.ofSeconds(1));
        var better = answer(rounds);
        clock.pass(Duration.ofHours(7));
        answer(rounds);
        clock.pass(Duration.ofMinutes(10));
        var steady = answer(rounds);

        assertEquals("the budget burns 50x over 5m and 50x over 1h, the limit is 14.4x", burning.reason());
        assertEquals(
                List.of(BurnState.PAGE, BurnState.PAGE, BurnState.PAGE, BurnState.TICKET, BurnState.STEADY),
                List.of(burning.state(), clear.state(), almost.state(), better.state(), steady.state()));
        assertEquals(List.of(START, START, START), List.of(burning.since(), clear.since(), almost.since()));
        assertEquals("the budget burns 50x over 2h and 50x over 1d, the limit is 3x", better.reason());
        assertTrue(burning.revision() == almost.revision() && almost.revision() < better.revision() && better.revision() < steady.revision());
    }

    @Test
    void restartInTheMiddleOfRecoveryForgetsNothing() throws SQLException {
        lastedSoFar();
        failing(Duration.ofMinutes(3), 50);
        var burning = answer(rounds);
        clock.pass(Duration.ofHours(7));
        var clear = answer(rounds);
        clock.pass(Duration.ofMinutes(9));
        rounds.close();

        var restarted = answer(otherReplica);
        clock.pass(Duration.ofMinutes(1));
        var recovered = answer(otherReplica);

        assertEquals(BurnState.PAGE, burning.state());
        assertEquals(BurnState.PAGE, clear.state());
        assertEquals(burning.since(), restarted.since());
        assertEquals(burning.revision(), restarted.revision());
        assertEquals(burning.reason(), restarted.reason());
        assertEquals(BurnState.STEADY, recovered.state());
        assertTrue(recovered.revision() > restarted.revision());
    }

    /** One replica is a minute fast and one a minute slow: both are counted, and nothing twice. */
    @Test
    void clocksThatDifferByAMinuteBreakNothing() throws SQLException {
        lastedSoFar();
        for (var second = 600; second > 0; second -= 10) {
            var at = START.minusSeconds(second);
            book(window("answer", at.plusSeconds(60), 10, 5, 0));
            book(window("answer", at.minusSeconds(60), 10, 5, 0));
        }

        var status = answer(rounds);
        clock.pass(Duration.ofMinutes(2));

        assertEquals(BurnState.PAGE, status.state());
        assertEquals(new Counts(1_200, 600, 0), sum("answer", START.minus(Duration.ofHours(1)), clock.instant()));
    }

    @Test
    void readerSeesWhatTheRoundsKept() throws SQLException {
        lastedSoFar();
        failing(Duration.ofMinutes(3), 50);
        rounds.look(CONTRACT);

        var kept = database.inTransaction(Standings::read);
        var looked = database.inTransaction(Standings::lastLook);

        assertEquals(BurnState.PAGE, kept.get("answer").standing().state());
        assertEquals(START, kept.get("answer").standing().since());
        assertEquals(SliceName.values().length + 1, kept.size());
        assertEquals(START, looked.orElseThrow());
    }

    private BurnStatus answer(Rounds replica) throws SQLException {
        return replica.look(CONTRACT).orElseThrow().getFirst().status();
    }

    /** So many good requests that what a test adds does not use up the budget of thirty days. */
    private void lastedSoFar() {
        book(window("answer", START.minus(Duration.ofDays(20)), 1_000_000, 0, 0));
    }

    /** Of a hundred requests in every ten seconds before now. */
    private void failing(Duration since, int failed) {
        for (var ago = since.toSeconds(); ago > 0; ago -= 10) {
            book(window("answer", clock.instant().minusSeconds(ago), 100, failed, 0));
        }
    }

    private void book(SliceWindow window) {
        assertTrue(bookings.book("replica", "id-" + ids.incrementAndGet(), window));
    }

    private Counts sum(String objective, Instant from, Instant to) {
        return database.inTransaction(connection -> new BookedCounts(connection, START.minus(CONFIG.keep(CONTRACT))).between(objective, from, to));
    }

    private long rows(String table) {
        return database.inTransaction(connection -> {
            try (var select = connection.prepareStatement("SELECT count(*) FROM " + table); var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    private void terminateWhoHoldsTheLock() {
        database.inTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute("""
                        SELECT pg_terminate_backend(pid) FROM pg_locks
                         WHERE locktype = 'advisory' AND granted AND pid <> pg_backend_pid()
                           AND pid IN (SELECT pid FROM pg_stat_activity WHERE usename = current_user)""");
            }
        });
    }

    private static SliceWindow window(String objective, Instant startsAt, long total, long failed, long late) {
        return new SliceWindow(objective, "inference", "replica", "abc", startsAt, 10_000, total, failed, late, 0L);
    }

    private static Counts counts(SliceWindow window) {
        return new Counts(window.total(), window.failed(), window.late());
    }
}
