package dev.surety.slo;

import dev.surety.burn.Counted;
import dev.surety.burn.Counts;
import dev.surety.event.SliceWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this replica counted, in windows of time that begin at multiples of their length. Closed windows wait here, in order, until somebody took them, and are
 * remembered for a while, so that the replica can tell by itself how fast budgets burn. Thread-safe; counting takes no lock, but for the one call that begins a
 * new window.
 */
public final class SliceWindows implements Counted {

    /** Objectives that one service can have at most: every slice and the answer. */
    private static final int MOST_OBJECTIVES = 9;

    private final String service;
    private final String replica;
    private final long lengthMs;
    private final int remembered;
    private final Clock clock;
    private final Supplier<String> contract;
    private final Map<String, Counting> objectives = new ConcurrentHashMap<>();
    private final Deque<SliceWindow> waiting = new ArrayDeque<>();
    private long lost;

    /**
     * @param service  that counts
     * @param replica  a name that no other process has
     * @param contract gives the version in force
     */
    public SliceWindows(String service, String replica, SloSettings settings, Clock clock, Supplier<String> contract) {
        this.service = service;
        this.replica = replica;
        this.lengthMs = settings.window().toMillis();
        this.remembered = Math.toIntExact(settings.remember().dividedBy(settings.window()));
        this.clock = clock;
        this.contract = contract;
    }

    public Duration length() {
        return Duration.ofMillis(lengthMs);
    }

    /** Closes the windows whose time is over; to be called about once a second. */
    public void close() {
        objectives.values().forEach(objective -> objective.close(clock.millis()));
    }

    /** Closes all windows as they are: the process ends. */
    public void closeAll() {
        objectives.values().forEach(objective -> objective.close(Long.MAX_VALUE));
    }

    /** The oldest closed window that nobody took yet; stays until it is {@link #taken}. */
    public Optional<SliceWindow> next() {
        synchronized (waiting) {
            return Optional.ofNullable(waiting.peekFirst());
        }
    }

    /** The window is in safe hands. */
    public void taken(SliceWindow window) {
        synchronized (waiting) {
            waiting.remove(window);
        }
    }

    /** How many closed windows nobody took yet. */
    public int waiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    /** How many were dropped because they had waited longer than windows are remembered. */
    public long lost() {
        synchronized (waiting) {
            return lost;
        }
    }

    /** What this replica counted in windows that began in that time, the present one included. */
    @Override
    public Counts between(String objective, Instant from, Instant to) {
        var counting = objectives.get(objective);
        return counting == null ? Counts.NONE : counting.between(from.toEpochMilli(), to.toEpochMilli());
    }

    Counting of(String objective) {
        return objectives.computeIfAbsent(objective, Counting::new);
    }

    private void hand(SliceWindow window) {
        synchronized (waiting) {
            waiting.addLast(window);
            if (waiting.size() > remembered * MOST_OBJECTIVES) {
                waiting.removeFirst();
                lost++;
            }
        }
    }

    /** The windows of one objective. */
    final class Counting {

        private final String objective;
        private final Deque<Closed> recent = new ArrayDeque<>();
        private volatile @Nullable Open open;
        private long latest = Long.MIN_VALUE;

        Counting(String objective) {
            this.objective = objective;
        }

        void add(boolean failed, boolean late, boolean degraded) {
            while (!current().add(failed, late, degraded)) {
                // It was closed between the two calls: the next window counts it.
                Thread.onSpinWait();
            }
        }

        private Open current() {
            var now = clock.millis();
            var known = open;
            return known != null && known.holds(now) ? known : begin(now);
        }

        private synchronized Open begin(long now) {
            var before = open;
            if (before != null && before.holds(now)) {
                return before;
            }
            var aligned = Math.floorDiv(now, lengthMs) * lengthMs;
            // A clock that was set back meets times that have had their windows: these begin in the middle, as ids must not come twice.
            var fresh = new Open(aligned > latest ? aligned : now, aligned + lengthMs, contract.get());
            latest = Math.max(latest, fresh.startsAt);
            open = fresh;
            keep(before);
            return fresh;
        }

        private synchronized void close(long now) {
            var over = open;
            if (over != null && now >= over.endsAt) {
                open = null;
                keep(over);
            }
        }

        private synchronized Counts between(long from, long to) {
            var sum = Counts.NONE;
            for (var window : recent) {
                sum = window.isIn(from, to) ? sum.plus(window.tally().counts()) : sum;
            }
            var now = open;
            return now == null || now.startsAt < from || now.startsAt >= to ? sum : sum.plus(now.soFar().counts());
        }

        private void keep(@Nullable Open over) {
            if (over == null) {
                return;
            }
            var tally = over.close();
            if (tally.total() == 0) {
                return;
            }
            recent.addLast(new Closed(over.startsAt, tally));
            if (recent.size() > remembered) {
                recent.removeFirst();
            }
            hand(new SliceWindow(
                    objective,
                    service,
                    replica,
                    over.contract,
                    Instant.ofEpochMilli(over.startsAt),
                    over.endsAt - over.startsAt,
                    tally.total(),
                    tally.failed(),
                    tally.late(),
                    tally.degraded()));
        }
    }

    /** A window that still counts. Its tally is replaced as a whole, so that closing it loses nobody's count. */
    private static final class Open {

        private final long startsAt;
        private final long endsAt;
        private final String contract;
        private final AtomicReference<@Nullable Tally> tally = new AtomicReference<>(Tally.NONE);

        Open(long startsAt, long endsAt, String contract) {
            this.startsAt = startsAt;
            this.endsAt = endsAt;
            this.contract = contract;
        }

        /** A moment before it is held too, if not by far: a clock that was set back a little does not end a window. */
        boolean holds(long now) {
            return now < endsAt && now >= startsAt - (endsAt - startsAt);
        }

        /** Whether it was counted; not when the window is closed. */
        boolean add(boolean failed, boolean late, boolean degraded) {
            for (var before = tally.get(); before != null; before = tally.get()) {
                if (tally.compareAndSet(before, before.and(failed, late, degraded))) {
                    return true;
                }
            }
            return false;
        }

        Tally soFar() {
            var now = tally.get();
            return now == null ? Tally.NONE : now;
        }

        Tally close() {
            var last = tally.getAndSet(null);
            return last == null ? Tally.NONE : last;
        }
    }

    private record Closed(long startsAt, Tally tally) {

        boolean isIn(long from, long to) {
            return startsAt >= from && startsAt < to;
        }
    }

    private record Tally(long total, long failed, long late, long degraded) {

        static final Tally NONE = new Tally(0, 0, 0, 0);

        Tally and(boolean oneFailed, boolean oneLate, boolean oneDegraded) {
            return new Tally(total + 1, failed + (oneFailed ? 1 : 0), late + (oneLate ? 1 : 0), degraded + (oneDegraded ? 1 : 0));
        }

        Counts counts() {
            return new Counts(total, failed, late);
        }
    }
}
