package dev.surety.slo;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.Degradation;
import dev.surety.request.Deadline;
import dev.surety.request.Priority;
import dev.surety.request.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls keep the contract of one objective: refuses what can't be done in time and what there is no room for, ends what takes too long, retries what a
 * retry may help, and counts how each call ended. The contract in force is read for every call. Start reading here.
 *
 * <p>Thread-safe; a call costs a few microseconds and takes no lock for longer than an addition.
 */
public final class SliceGuard {

    private static final Duration ROOM_AFTER = Duration.ofSeconds(1);
    private static final Duration SHED_FOR = Duration.ofSeconds(5);

    private final Objective objective;
    private final SliceCount count;
    private final Shedding shedding;
    private final Ticker ticker;
    private final ScheduledExecutorService timer;
    private final Room room;
    private final Reach reach;
    private final RetryBudget retries;
    private final boolean enforce;
    private final Refusals refusals;

    SliceGuard(
            Objective objective,
            SliceCount count,
            SloSettings settings,
            MeterRegistry meters,
            Shedding shedding,
            Ticker ticker,
            ScheduledExecutorService timer) {
        this.objective = objective;
        this.count = count;
        this.shedding = shedding;
        this.ticker = ticker;
        this.timer = timer;
        this.room = new Room(settings, objective.target().concurrency(), ticker);
        this.reach = new Reach(ticker);
        this.retries = new RetryBudget(settings.retryShare(), settings.retriesPerSecond(), ticker);
        this.enforce = settings.enforce();
        this.refusals = new Refusals(objective.label(), meters);
        Gauge.builder("surety.slice.limit", room, Room::limit)
                .description("requests that the adaptive limit allows at once")
                .tag("objective", objective.label())
                .register(meters);
        Gauge.builder("surety.slice.in.flight", room, Room::inFlight)
                .description("requests at once")
                .tag("objective", objective.label())
                .register(meters);
    }

    /** {@link #run(SliceCall, Function, Function)} for work that is never degraded and does not look at its deadline. */
    public <T> Uni<T> run(SliceCall call, Supplier<Uni<T>> work) {
        return run(call, deadline -> work.get(), done -> List.of(), done -> true);
    }

    /**
     * The work's result, within the slice's time-out or what is left of the deadline, whichever is less. Fails with {@code deadline-exceeded} when the deadline
     * passed or is too near, with {@code overloaded} when there is no room or this priority is turned away, with the slice's own problem when it took longer
     * than its time-out, and else as the work does.
     *
     * @param call  whose
     * @param work  starts the work, given the deadline that it has; called again for a retry, so it must begin anew each time
     * @param modes that a result was made in
     */
    public <T> Uni<T> run(
            SliceCall call, Function<Deadline, Uni<T>> work, Function<? super T, ? extends Collection<Degradation>> modes) {
        return run(call, work, modes, done -> true);
    }

    /**
     * {@link #run(SliceCall, Function, Function)} for work of two kinds, of which one is so short that its time says nothing of how much there is room for: a
     * limit that learnt from both would take the longer kind for a queue.
     *
     * @param showsRoom whether a result's time is one that the limit may learn from
     */
    public <T> Uni<T> run(
            SliceCall call,
            Function<Deadline, Uni<T>> work,
            Function<? super T, ? extends Collection<Degradation>> modes,
            Predicate<? super T> showsRoom) {
        return Uni.createFrom().deferred(() -> start(call, work, new Reading<>(modes, showsRoom)));
    }

    /** The result of work that is none of the slice's requests, but goes without when the slice turns its priority away. */
    public <T> Uni<T> unlessShed(SliceCall call, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var shed = enforce ? shed(call.priority()) : null;
            return shed == null ? work.get() : Uni.createFrom().failure(shed);
        });
    }

    private <T> Uni<T> start(SliceCall call, Function<Deadline, Uni<T>> work, Reading<T> reading) {
        var target = objective.target();
        var left = call.deadline().leftNanos();
        if (left == 0 || enforce && !reach.canMakeIt(left)) {
            return tooLate(call, target, left);
        }
        var refused = refused(call.priority(), target);
        if (refused != null) {
            count(call, refused.degraded().isEmpty() ? resultOfOverload(call.priority()) : Result.EXCLUDED);
            return Uni.createFrom().failure(refused);
        }
        retries.earn();
        return new Running<T>(call, target, left).run(work, reading);
    }

    private <T> Uni<T> tooLate(SliceCall call, Target target, long left) {
        refusals.deadline(call.priority());
        count(call, resultOfDeadline(call, target, left));
        return Uni.createFrom().failure(new ProblemException(
                ProblemType.DEADLINE_EXCEEDED,
                left == 0
                        ? "the deadline had passed when " + objective.label() + " was to begin"
                        : "%s takes at least %d ms, and %d ms are left".formatted(objective.label(), millis(reach.atLeast()), millis(left))));
    }

    private void count(SliceCall call, Result result) {
        count.count(call.isUsers() ? result : Result.EXCLUDED, false);
    }

    /** Takes a place, or says why there is none. */
    private @Nullable ProblemException refused(Priority priority, Target target) {
        if (!enforce) {
            room.enterAnyway();
            return null;
        }
        var shed = shed(priority);
        if (shed != null || room.enter(priority, target.concurrency())) {
            return shed;
        }
        refusals.limit(priority);
        return ProblemException.overloaded(
                objective.label(), "as many requests as " + objective.label() + " has room for are running", ROOM_AFTER, null);
    }

    private @Nullable ProblemException shed(Priority priority) {
        var reason = shedding.shed(priority);
        if (reason.isEmpty()) {
            return null;
        }
        refusals.shed(priority);
        return ProblemException.overloaded(objective.label(), reason.get(), SHED_FOR, Degradation.LOAD_SHED);
    }

    /**
     * Who came with less time than the contract promises to need can't hold a miss against us. The usual deadline is the promise of latency itself, however
     * little of it has passed on the way here: who misses it is late. That goes for the answer; a slice may get little of it, and can't help that.
     */
    private Result resultOfDeadline(SliceCall call, Target target, long left) {
        if (call.usual() && objective.isAnswer()) {
            return Result.LATE;
        }
        return left < target.latency().toNanos() ? Result.EXCLUDED : Result.FAILED;
    }

    /** For the others it is meant that they wait. */
    private static Result resultOfOverload(Priority priority) {
        return priority == Priority.INTERACTIVE ? Result.FAILED : Result.EXCLUDED;
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    /** What can be read from a result. */
    private record Reading<T>(Function<? super T, ? extends Collection<Degradation>> modes, Predicate<? super T> showsRoom) {}

    /** A call that got its place. */
    private final class Running<T> {

        // What is this near to the end of its time has run out of it, whichever clock struck first.
        private static final int NEAR = 8;

        private final SliceCall call;
        private final Target target;
        private final long left;
        private final long within;
        private final long started = ticker.nanos();
        private boolean retried;

        Running(SliceCall call, Target target, long left) {
            this.call = call;
            this.target = target;
            this.left = left;
            this.within = Math.min(left, target.timeout().toNanos());
        }

        Uni<T> run(Function<Deadline, Uni<T>> work, Reading<T> reading) {
            var deadline = new Deadline(started + within, ticker);
            var attempts = Uni.createFrom().deferred(() -> work.apply(deadline));
            if (call.repeatable()) {
                attempts = attempts.onFailure(this::mayRetry).retry().atMost(1);
            }
            return attempts
                    .ifNoItem()
                    .after(Duration.ofNanos(within))
                    .on(timer)
                    .failWith(this::late)
                    .onFailure(failure -> failure instanceof TimeoutException && took() > within - within / NEAR)
                    .transform(failure -> late())
                    .onTermination()
                    .invoke((done, failure, cancelled) -> end(done, failure, cancelled, reading));
        }

        private boolean mayRetry(Throwable failure) {
            if (retried || !isTransient(failure) || within - took() <= reach.typical() || !retries.spend()) {
                return false;
            }
            retried = true;
            return true;
        }

        private ProblemException late() {
            return left <= target.timeout().toNanos()
                    ? new ProblemException(ProblemType.DEADLINE_EXCEEDED, "the deadline passed before " + objective.label() + " was done")
                    : ProblemException.retryable(
                            objective.whenTooSlow(),
                            objective.label() + " was not done within its " + target.timeout().toMillis() + " ms",
                            ROOM_AFTER);
        }

        private void end(@Nullable T done, @Nullable Throwable failure, boolean cancelled, Reading<T> reading) {
            var took = took();
            call.timings().took(objective.label(), took);
            if (cancelled) {
                room.leave();
                count(call, resultOfCancelled(took));
            } else if (failure == null) {
                if (reading.showsRoom().test(done)) {
                    room.leave(started, false);
                } else {
                    room.leave();
                }
                reach.learn(took);
                if (call.isUsers()) {
                    count.succeeded(target, took, reading.modes().apply(done));
                } else {
                    count.excluded();
                }
            } else {
                // A failure that came fast says nothing of how much there is room for.
                if (took >= target.timeout().toNanos()) {
                    room.leave(started, true);
                } else {
                    room.leave();
                }
                count(call, resultOf(failure));
            }
        }

        /** Who goes away before we are late says nothing about us; who waited for longer went because of it. */
        private Result resultOfCancelled(long took) {
            if (took >= target.timeout().toNanos()) {
                return Result.FAILED;
            }
            return took > target.latency().toNanos() ? Result.LATE : Result.EXCLUDED;
        }

        private Result resultOf(Throwable failure) {
            if (!(failure instanceof ProblemException problem)) {
                return Result.FAILED;
            }
            return switch (problem.type()) {
                case DEADLINE_EXCEEDED -> resultOfDeadline(call, target, left);
                // Else what is turned away because a budget burns would keep it burning.
                case OVERLOADED -> problem.degraded().isPresent() ? Result.EXCLUDED : resultOfOverload(call.priority());
                default -> problem.type().status() < 500 ? Result.EXCLUDED : Result.FAILED;
            };
        }

        private long took() {
            return ticker.nanos() - started;
        }
    }

    /** Whether the same may well work a moment later: not when somebody had no room, and not when time ran out. */
    private static boolean isTransient(Throwable failure) {
        return failure instanceof ProblemException problem
                && problem.type().retryHelps()
                && problem.type() != ProblemType.OVERLOADED
                && problem.type() != ProblemType.DEADLINE_EXCEEDED;
    }
}
