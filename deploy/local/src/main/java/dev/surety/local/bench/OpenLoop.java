package dev.surety.local.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Requests that arrive whether or not earlier ones have been answered, as those of many people do: at random moments, at a given rate. */
final class OpenLoop {

    private static final double NANOS_PER_SECOND = 1_000_000_000.0;

    private OpenLoop() {}

    /**
     * All replies, in the order in which their requests were due. A time counts from the moment a request was due: a generator that lags behind must not
     * make the service look faster.
     *
     * @param perSecond requests on average, more than 0; the pauses between them are exponential, as in a Poisson process
     * @param lasts     how long requests arrive
     * @param seed      of the pauses: the same arrivals for everybody who is compared
     */
    static <T> List<ClosedLoop.Sample<T>> run(double perSecond, Duration lasts, long seed, ClosedLoop.Request<T> request)
            throws IOException, InterruptedException {
        var random = new Random(seed);
        List<Future<ClosedLoop.Sample<T>>> all = new ArrayList<>();
        var begin = System.nanoTime();
        var due = begin;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0; due - begin < lasts.toNanos(); number++) {
                awaitMoment(due);
                var one = number;
                var dueAt = due;
                all.add(threads.submit(() -> {
                    var reply = request.send(one);
                    return new ClosedLoop.Sample<>(reply, Duration.ofNanos(System.nanoTime() - dueAt));
                }));
                due += (long) (-Math.log(1 - random.nextDouble()) / perSecond * NANOS_PER_SECOND);
            }
        }
        var samples = new ArrayList<ClosedLoop.Sample<T>>();
        for (var one : all) {
            samples.add(result(one));
        }
        return samples;
    }

    private static void awaitMoment(long due) {
        for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static <T> ClosedLoop.Sample<T> result(Future<ClosedLoop.Sample<T>> sent) throws IOException, InterruptedException {
        try {
            return sent.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException io -> throw io;
                case RuntimeException defect -> throw defect;
                default -> throw new IllegalStateException(failed.getCause());
            }
        }
    }
}
