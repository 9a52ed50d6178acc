package dev.surety.inference.budget;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.surety.request.Money;
import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * A replica in a process of its own, that can be killed: it reserves and settles one amount again and again. What it was granted is counted in a mapped
 * file, which outlives it, the moment it is granted.
 */
final class ReplicaProcess {

    static final Duration LEASE = Duration.ofSeconds(1);
    static final String BUDGET = "bench";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final VarHandle COUNT = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int MOST_TIMED = 2_000_000;

    /** How a reservation is made. */
    enum Way {
        /** From a lease. */
        LEASE,
        /** By one statement that takes it from the day's row, every time. */
        ROUND_TRIP
    }

    /**
     * What a process is to do.
     *
     * @param way       to reserve
     * @param perDay    of the budget, in dollars
     * @param amount    of each reservation, in dollars
     * @param workers   threads
     * @param perSecond reservations of the process, or 0: as fast as it can
     * @param warmUp    whose reservations are not timed
     * @param duration  of what is timed
     * @param counter   file that counts what was granted
     */
    record Task(Way way, String perDay, String amount, int workers, int perSecond, long warmUp, long duration, String counter) {}

    /**
     * What it did.
     *
     * @param granted   reservations, of those that were timed
     * @param refused   likewise
     * @param perSecond granted ones
     * @param p50Us     microseconds from when a reservation was due, or asked for, until it was there
     * @param p99Us     likewise
     * @param p999Us    likewise
     * @param maxUs     likewise
     */
    record Result(long granted, long refused, double perSecond, double p50Us, double p99Us, double p999Us, double maxUs) {}

    private ReplicaProcess() {}

    /** Starts one; its only line of output is its result. */
    static Process start(BudgetDatabase database, Task task) throws IOException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ReplicaProcess.class.getName(),
                JSON.writeValueAsString(task));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("REPLICA_URL", database.url());
        builder.environment().put("REPLICA_USER", database.user());
        builder.environment().put("REPLICA_PASSWORD", database.password());
        return builder.start();
    }

    static Result result(Process process) throws IOException, InterruptedException {
        try (var output = process.inputReader()) {
            var line = output.readAllLines().stream().filter(text -> text.startsWith("{")).findFirst();
            process.waitFor();
            return JSON.readValue(line.orElseThrow(() -> new IOException("the replica said nothing")), Result.class);
        }
    }

    /** What all processes that count in these files were granted. */
    static long granted(Iterable<Path> counters) throws IOException {
        var sum = 0L;
        for (var counter : counters) {
            if (Files.exists(counter) && Files.size(counter) == Long.BYTES) {
                sum += ByteBuffer.wrap(Files.readAllBytes(counter)).order(ByteOrder.nativeOrder()).getLong();
            }
        }
        return sum;
    }

    public static void main(String[] arguments) {
        try {
            work(arguments);
            // The heart is a daemon; what a lease still holds ends by itself.
            System.exit(0);
        } catch (Exception failure) {
            failure.printStackTrace();
            // Threads of the pool and of timers would keep a process alive that does nothing any more.
            System.exit(1);
        }
    }

    private static void work(String[] arguments) throws Exception {
        var task = JSON.readValue(arguments[0], Task.class);
        var environment = System.getenv();
        try (var pool = BudgetDatabase.pool(
                        environment.get("REPLICA_URL"), environment.get("REPLICA_USER"), environment.get("REPLICA_PASSWORD"), task.workers() + 2);
                var channel = FileChannel.open(
                        Path.of(task.counter()), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var counter = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
            var reserving = switch (task.way()) {
                case LEASE -> leased(pool, task);
                case ROUND_TRIP -> (Reserving) () -> roundTrip(pool, task);
            };
            System.out.println(JSON.writeValueAsString(run(task, reserving, counter)));
        }
    }

    private interface Reserving {

        boolean reserve() throws SQLException;
    }

    private static Reserving leased(AgroalDataSource pool, Task task) {
        var replica = new Replica(pool, LEASE, Replica.budget(BUDGET, task.perDay()));
        Thread.ofPlatform().daemon().start(() -> {
            while (true) {
                replica.leases.beat();
                LockSupport.parkNanos(LEASE.toNanos() / 3);
            }
        });
        var amount = Money.of(task.amount());
        return () -> {
            var reservation = replica.open(task.amount());
            var held = replica.take(reservation) instanceof Taken.Held;
            reservation.settle(held ? amount : Money.ZERO);
            return held;
        };
    }

    /** The simplest thing that is right. */
    private static boolean roundTrip(AgroalDataSource pool, Task task) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.prepareStatement("UPDATE plain_day SET spent = spent + ?::numeric WHERE spent + ?::numeric <= ?::numeric")) {
            statement.setString(1, task.amount());
            statement.setString(2, task.amount());
            statement.setString(3, task.perDay());
            return statement.executeUpdate() == 1;
        }
    }

    private static Result run(Task task, Reserving reserving, ByteBuffer counter) throws Exception {
        var begin = System.nanoTime();
        var timedFrom = begin + Duration.ofMillis(task.warmUp()).toNanos();
        var end = timedFrom + Duration.ofMillis(task.duration()).toNanos();
        try (var threads = Executors.newFixedThreadPool(task.workers())) {
            var running = new ArrayList<Future<Worker>>();
            for (var number = 0; number < task.workers(); number++) {
                var worker = new Worker(task, number, reserving, counter, begin, timedFrom, end);
                running.add(threads.submit((Callable<Worker>) worker::work));
            }
            var done = new ArrayList<Worker>();
            for (var one : running) {
                done.add(one.get());
            }
            return result(task, done);
        }
    }

    private static Result result(Task task, List<Worker> workers) {
        var nanos = workers.stream().flatMapToLong(worker -> Arrays.stream(worker.nanos, 0, worker.timed)).sorted().toArray();
        var granted = workers.stream().mapToLong(worker -> worker.granted).sum();
        return new Result(
                granted,
                workers.stream().mapToLong(worker -> worker.refused).sum(),
                granted * 1_000.0 / task.duration(),
                micros(nanos, 0.5),
                micros(nanos, 0.99),
                micros(nanos, 0.999),
                micros(nanos, 1));
    }

    private static double micros(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[Math.max(1, (int) Math.ceil(share * sorted.length)) - 1] / 1_000.0;
    }

    /** One thread that reserves, at its own part of the pace or as fast as it can. */
    private static final class Worker {

        private final Reserving reserving;
        private final ByteBuffer counter;
        private final long begin;
        private final long timedFrom;
        private final long end;
        private final long pauseNanos;
        private final long[] nanos;
        private int timed;
        private long granted;
        private long refused;

        Worker(Task task, int number, Reserving reserving, ByteBuffer counter, long begin, long timedFrom, long end) {
            this.reserving = reserving;
            this.counter = counter;
            this.timedFrom = timedFrom;
            this.end = end;
            this.pauseNanos = task.perSecond() == 0 ? 0 : Duration.ofSeconds(task.workers()).toNanos() / task.perSecond();
            this.begin = begin + pauseNanos * number / task.workers();
            this.nanos = new long[MOST_TIMED];
        }

        Worker work() throws SQLException {
            for (var number = 0L; ; number++) {
                var due = pauseNanos == 0 ? System.nanoTime() : begin + number * pauseNanos;
                waitUntil(due);
                // Who can't keep the pace makes fewer, not longer.
                if (due - end >= 0 || System.nanoTime() - end >= 0) {
                    return this;
                }
                var held = reserving.reserve();
                if (held) {
                    COUNT.getAndAdd(counter, 0, 1L);
                }
                note(due, held);
            }
        }

        /** From when it was due: who comes late because the one before took long has waited too. */
        private void note(long due, boolean held) {
            if (due - timedFrom < 0) {
                return;
            }
            if (timed < nanos.length) {
                nanos[timed++] = System.nanoTime() - due;
            }
            granted += held ? 1 : 0;
            refused += held ? 0 : 1;
        }

        private static void waitUntil(long due) {
            for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }
}
