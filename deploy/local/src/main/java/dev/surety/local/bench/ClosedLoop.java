package dev.surety.local.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** A fixed number of askers; each sends its next request when it has the reply to its last one. */
final class ClosedLoop {

    private ClosedLoop() {}

    /** One request; its number counts from 0. */
    @FunctionalInterface
    interface Request<T> {
        T send(int number) throws IOException, InterruptedException;
    }

    /** A reply and the time from sending the request to having read the reply. */
    record Sample<T>(T reply, Duration took) {}

    /**
     * All replies, in the order of their numbers.
     *
     * @param samples one a request
     * @param wall    from the first request to the last reply
     */
    record Run<T>(List<Sample<T>> samples, Duration wall) {

        Run {
            samples = List.copyOf(samples);
        }

        double perSecond() {
            return Figure.rounded(samples.size() / (wall.toNanos() / 1_000_000_000.0));
        }
    }

    /** @throws IOException of the first request that got no reply at all: then the figures would mean nothing */
    static <T> Run<T> run(int askers, int requests, Request<T> request) throws IOException, InterruptedException {
        var next = new AtomicInteger();
        List<Future<List<Numbered<T>>>> all = new ArrayList<>();
        var started = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var asker = 0; asker < askers; asker++) {
                all.add(threads.submit(() -> ask(next, requests, request)));
            }
        }
        var wall = Duration.ofNanos(System.nanoTime() - started);
        var samples = new ArrayList<Numbered<T>>();
        for (var one : all) {
            samples.addAll(result(one));
        }
        samples.sort((one, other) -> Integer.compare(one.number(), other.number()));
        return new Run<>(samples.stream().map(Numbered::sample).toList(), wall);
    }

    private record Numbered<T>(int number, Sample<T> sample) {}

    private static <T> List<Numbered<T>> ask(AtomicInteger next, int requests, Request<T> request) throws IOException, InterruptedException {
        var samples = new ArrayList<Numbered<T>>();
        for (var number = next.getAndIncrement(); number < requests; number = next.getAndIncrement()) {
            var started = System.nanoTime();
            var reply = request.send(number);
            samples.add(new Numbered<>(number, new Sample<>(reply, Duration.ofNanos(System.nanoTime() - started))));
        }
        return samples;
    }

    private static <T> List<Numbered<T>> result(Future<List<Numbered<T>>> asker) throws IOException, InterruptedException {
        try {
            return asker.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException io -> throw io;
                case RuntimeException defect -> throw defect;
                default -> throw new IllegalStateException(failed.getCause());
            }
        }
    }
}
