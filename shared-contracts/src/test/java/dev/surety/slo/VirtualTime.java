package dev.surety.slo;

import dev.surety.request.Deadline;
import dev.surety.request.Ticker;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Time that passes when a test says so: a ticker, a wall clock and a timer that agree with each other. One thread only. */
public final class VirtualTime extends ScheduledThreadPoolExecutor implements Ticker {

    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    private final Queue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::at));
    private long nanos = -1_000_000_000_000L;
    private Instant wall = START;

    public VirtualTime() {
        super(0);
    }

    @Override
    public long nanos() {
        return nanos;
    }

    public Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return wall;
            }
        };
    }

    public Instant now() {
        return wall;
    }

    /** Somebody puts the wall clock right, or wrong; no time passes. */
    public void setClock(Duration by) {
        wall = wall.plus(by);
    }

    public Deadline in(int millis) {
        return Deadline.in(Duration.ofMillis(millis), this);
    }

    /** Lets time pass, and what becomes due meanwhile happen at its moment. */
    public void pass(Duration time) {
        var end = nanos + time.toNanos();
        for (var next = due.peek(); next != null && next.at - end <= 0; next = due.peek()) {
            due.remove();
            moveTo(next.at);
            next.run();
        }
        moveTo(end);
    }

    /** Lets time pass while nothing else gets its turn: what is due meanwhile happens later. */
    public void moveOn(Duration time) {
        moveTo(nanos + time.toNanos());
    }

    public void passMillis(int millis) {
        pass(Duration.ofMillis(millis));
    }

    /** An item after a time. */
    public <T> Uni<T> after(int millis, T item) {
        return Uni.createFrom().<T>emitter(emitter -> schedule(() -> emitter.complete(item), millis, TimeUnit.MILLISECONDS));
    }

    /** A failure after a time. */
    public <T> Uni<T> failAfter(int millis, Throwable failure) {
        return Uni.createFrom().<T>emitter(emitter -> schedule(() -> emitter.fail(failure), millis, TimeUnit.MILLISECONDS));
    }

    /** How many things are still to happen. */
    public int waiting() {
        return due.size();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        var task = new Due(command, nanos + unit.toNanos(delay));
        due.add(task);
        return task;
    }

    private void moveTo(long moment) {
        wall = wall.plusNanos(moment - nanos);
        nanos = moment;
    }

    private final class Due extends FutureTask<Void> implements ScheduledFuture<Void> {

        private final long at;

        Due(Runnable command, long at) {
            super(command, null);
            this.at = at;
        }

        long at() {
            return at;
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            due.remove(this);
            return super.cancel(mayInterrupt);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
