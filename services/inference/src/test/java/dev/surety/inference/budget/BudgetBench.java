package dev.surety.inference.budget;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.inference.budget.ReplicaProcess.Result;
import dev.surety.inference.budget.ReplicaProcess.Task;
import dev.surety.inference.budget.ReplicaProcess.Way;
import dev.surety.local.bench.Report;
import dev.surety.local.bench.Results;
import dev.surety.local.bench.Table;
import dev.surety.local.state.Checkout;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Started by {@code surety bench budget}: two replicas in processes of their own, on one PostgreSQL. Not a test: its name ends otherwise. */
class BudgetBench {

    private static final int REPLICAS = 2;
    private static final int WORKERS = 2;
    private static final int TARGET = 10_000;
    private static final int PACE = TARGET / REPLICAS;
    private static final long WARM_UP_MS = 3_000;
    private static final long LONGER_THAN_NEEDED_MS = 600_000;
    // Room for 2 and for 2,000 million: nobody runs out, and leases are refilled every few seconds.
    private static final String LARGE = "200";
    private static final String LARGEST = "200000";
    private static final String AMOUNT = "0.0001";
    private static final int ROOM = 200_000;
    private static final BigDecimal DAY = new BigDecimal("20");
    // The older replica is killed once the newer one was granted this much.
    private static final long KILLED_AFTER = 10_000;
    // Longer than a lease lives and a process takes to start: when nothing was granted in all that time, there is nothing left.
    private static final Duration SPENT_AFTER = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(20);

    /** How a way of reserving did: both replicas together, percentiles of the slower one. */
    private record Measured(String way, double perSecond, double p50Us, double p99Us, double p999Us, double maxUs, long refused) {

        static Measured of(String way, List<Result> results) {
            return new Measured(
                    way,
                    results.stream().mapToDouble(Result::perSecond).sum(),
                    worst(results, Result::p50Us),
                    worst(results, Result::p99Us),
                    worst(results, Result::p999Us),
                    worst(results, Result::maxUs),
                    results.stream().mapToLong(Result::refused).sum());
        }

        private static double worst(List<Result> results, java.util.function.ToDoubleFunction<Result> figure) {
            return results.stream().mapToDouble(figure).max().orElse(0);
        }

        List<String> row() {
            return List.of(
                    way,
                    String.format(Locale.ROOT, "%.0f", perSecond),
                    micros(p50Us),
                    micros(p99Us),
                    micros(p999Us),
                    micros(maxUs));
        }

        private static String micros(double micros) {
            return String.format(Locale.ROOT, micros < 100 ? "%.1f µs" : "%.0f µs", micros);
        }
    }

    /**
     * A budget that is spent while replicas are killed.
     *
     * @param room      reservations that it has room for
     * @param granted   counted by the replicas the moment they were granted
     * @param kills     of replicas, each replaced at once
     * @param seconds   until it was spent
     * @param committed in the database at the end, dollars
     */
    private record Kills(long room, long granted, int kills, double seconds, BigDecimal committed) {}

    private record Figures(List<Measured> ways, double leasesOverRoundTrips, Kills kills) {}

    @Test
    void run(@TempDir Path folder) throws Exception {
        var seconds = Integer.getInteger("surety.bench.seconds", 10);
        var checkout = Checkout.find();
        var out = System.getProperty("surety.bench.out");
        var results = new Results(
                checkout, out == null ? checkout.root().resolve("eval/benchmarks") : Path.of(out), new PrintWriter(System.out, true));
        var run = results.begin("deploy/local/bin/surety bench budget --seconds " + seconds);
        try (var database = new BudgetDatabase()) {
            database.execute("CREATE TABLE plain_day AS SELECT 0::numeric(20,10) AS spent");
            var ways = List.of(
                    measure(database, "a round trip each, as fast as it goes", Way.ROUND_TRIP, 0, seconds, folder),
                    measure(database, "leases, 10,000 a second wanted", Way.LEASE, PACE, seconds, folder),
                    measure(database, "leases, as fast as it goes", Way.LEASE, 0, seconds, folder));
            var kills = kills(database, folder);
            results.keep(report(run, new Figures(ways, ways.getLast().perSecond() / ways.getFirst().perSecond(), kills)));

            assertTrue(kills.granted() <= kills.room() && kills.committed().compareTo(DAY) <= 0, kills.toString());
        }
    }

    private static Measured measure(BudgetDatabase database, String name, Way way, int pace, int seconds, Path folder)
            throws SQLException, IOException, InterruptedException {
        database.clear();
        var processes = new ArrayList<Process>();
        try {
            for (var replica = 0; replica < REPLICAS; replica++) {
                var counter = folder.resolve(way + "-" + pace + "-" + replica);
                processes.add(ReplicaProcess.start(
                        database, new Task(way, pace == 0 ? LARGEST : LARGE, AMOUNT, WORKERS, pace, WARM_UP_MS, seconds * 1_000L, counter.toString())));
            }
            var done = new ArrayList<Result>();
            for (var process : processes) {
                done.add(ReplicaProcess.result(process));
            }
            return Measured.of(name, done);
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    /** Replicas that spend a small budget together; again and again one of them is killed and replaced. */
    private static Kills kills(BudgetDatabase database, Path folder) throws SQLException, IOException, InterruptedException {
        database.clear();
        var counters = new ArrayList<Path>();
        var alive = new ArrayList<Process>();
        var begin = System.nanoTime();
        var kills = 0;
        try {
            for (var replica = 0; replica < REPLICAS; replica++) {
                alive.add(another(database, folder, counters));
            }
            var last = begin;
            for (var granted = 0L; System.nanoTime() - last < SPENT_AFTER.toNanos(); ) {
                LockSupport.parkNanos(LOOK.toNanos());
                var now = ReplicaProcess.granted(counters);
                last = now > granted ? System.nanoTime() : last;
                granted = now;
                if (ReplicaProcess.granted(List.of(counters.getLast())) >= KILLED_AFTER) {
                    alive.removeFirst().destroyForcibly().waitFor();
                    kills++;
                    alive.add(another(database, folder, counters));
                }
            }
            var seconds = (last - begin) / 1e9;
            return new Kills(ROOM, ReplicaProcess.granted(counters), kills, seconds, database.number("SELECT sum(committed) FROM budget_lease"));
        } finally {
            alive.forEach(Process::destroyForcibly);
        }
    }

    private static Process another(BudgetDatabase database, Path folder, List<Path> counters) throws IOException {
        var counter = folder.resolve("killed-" + counters.size());
        counters.add(counter);
        return ReplicaProcess.start(
                database, new Task(Way.LEASE, DAY.toPlainString(), AMOUNT, WORKERS, PACE, 0, LONGER_THAN_NEEDED_MS, counter.toString()));
    }

    private static Report report(Report.Run run, Figures figures) {
        var kills = figures.kills();
        var lost = kills.room() - kills.granted();
        var says = List.of(
                "Two replicas, each a JVM of its own with %d threads, on one PostgreSQL, all on the machine above. A reservation is made as inference makes it"
                                .formatted(WORKERS)
                        + " and settled at once. Where a pace is wanted, time counts from when a reservation was due; percentiles are those of the slower replica.",
                "With leases %.0f times as many reservations are made as with a round trip each.".formatted(figures.leasesOverRoundTrips()),
                String.format(
                        Locale.ROOT,
                        "A budget with room for %d reservations was spent in %.0f s while %d replicas were killed and replaced: %d were granted, none too many;"
                                + " %.2f %% of the budget was committed to replicas that died and stays unspent. In the database %s of %s USD are committed.",
                        kills.room(), kills.seconds(), kills.kills(), kills.granted(), 100.0 * lost / kills.room(), kills.committed().toPlainString(), DAY));
        var table = new Table(
                "Reservations", List.of("way", "a second", "p50", "p99", "p99.9", "longest"), figures.ways().stream().map(Measured::row).toList());
        return new Report("budget", run, figures, says, List.of(table));
    }
}
