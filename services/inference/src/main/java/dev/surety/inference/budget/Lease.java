package dev.surety.inference.budget;

import dev.surety.inference.budget.Visits.Reply;
import dev.surety.inference.budget.Visits.Visit;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What this replica holds of one budget. Whoever finds enough committed takes it without waiting; the others wait together for one visit to the
 * database, of which at most one is under way at a time.
 *
 * <p>A request that waits closes the purse for everybody, until the visit is back: only then can all that is left go back to the budget when it does not
 * suffice here, where it may suffice elsewhere.
 */
final class Lease {

    private static final Logger LOG = Logger.getLogger(Lease.class);
    private static final long ALL = Units.MOST;

    private final Visits visits;
    private final Shares shares;
    private final BudgetConfig config;
    private final Executor executor;
    private final LongSupplier nanos;
    private volatile Terms terms;
    private volatile DayPurse today = new DayPurse();
    private volatile @Nullable Refusal refusal;
    private volatile @Nullable View view;
    private volatile long nextRefill;
    private volatile boolean silent;

    // Guarded by this.
    private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();
    private final ArrayDeque<DayPurse> before = new ArrayDeque<>();
    private boolean visiting;
    private Errand errand = Errand.NONE;
    private volatile boolean stopped;

    Lease(Terms terms, Visits visits, Shares shares, BudgetConfig config, Executor executor, LongSupplier nanos) {
        this.terms = terms;
        this.visits = visits;
        this.shares = shares;
        this.config = config;
        this.executor = executor;
        this.nanos = nanos;
        this.nextRefill = nanos.getAsLong();
    }

    /** Why the database is visited when nobody waits; the later ones include the earlier. */
    private enum Errand {
        NONE,
        REFILL,
        BEAT
    }

    /**
     * Money that is reserved, of one day.
     *
     * @param lease  of the budget
     * @param purse  that it was taken from: it is settled there, whatever the day is then
     * @param amount in {@link Units}
     */
    record Part(Lease lease, DayPurse purse, long amount) {

        void settle(long actual) {
            purse.settle(amount, actual);
            if (actual > amount) {
                lease.shares.overdrawn(lease.terms, actual - amount);
            }
        }
    }

    /** How a wait ended. */
    sealed interface End {

        record Got(Part part) implements End {}

        record NoRoom() implements End {}

        record NoWord() implements End {}
    }

    /**
     * A request that waits.
     *
     * @param amount in {@link Units}
     * @param end    completed once; by whoever waits, too, when it waits no longer
     */
    record Waiter(long amount, CompletableFuture<End> end) {

        boolean gone() {
            return end.isDone();
        }
    }

    /**
     * What was refused last: for a moment nobody asks again for as much.
     *
     * @param amount     that was refused; 0 when the database did not answer
     * @param untilNanos it is remembered
     * @param perDay     of the contract then
     */
    private record Refusal(long amount, long untilNanos, long perDay) {}

    /**
     * The budget's day as the database had it at the last visit.
     *
     * @param used   by all
     * @param perDay of the contract
     */
    record View(long used, long perDay) {

        double share() {
            return perDay == 0 ? 1 : (double) used / perDay;
        }
    }

    Terms terms() {
        return terms;
    }

    void follow(Terms changed) {
        terms = changed;
    }

    Optional<View> view() {
        return Optional.ofNullable(view);
    }

    /** Reserves an amount from what is committed here, without waiting; null when that does not hold it. */
    @Nullable Part atOnce(long amount) {
        var purse = today;
        var now = nanos.getAsLong();
        if (stopped || !purse.reserve(amount, now, terms.perDay())) {
            return null;
        }
        var left = purse.look();
        if (left.limit() - left.used() < terms.step() / 2 && now - nextRefill >= 0) {
            run(Errand.REFILL);
        }
        return new Part(this, purse, amount);
    }

    /** Reserves an amount when the next visit brings it. */
    CompletableFuture<End> await(long amount) {
        var waiter = new Waiter(amount, new CompletableFuture<>());
        var known = refusal;
        if (known != null && known.perDay() == terms.perDay() && nanos.getAsLong() - known.untilNanos() < 0 && amount >= known.amount()) {
            waiter.end().complete(known.amount() == 0 ? new End.NoWord() : new End.NoRoom());
            return waiter.end();
        }
        synchronized (this) {
            if (stopped) {
                waiter.end().complete(new End.NoWord());
                return waiter.end();
            }
            waiters.add(waiter);
        }
        run(Errand.NONE);
        return waiter.end();
    }

    /** Renews the lease, gives back what nobody used, and reports what was settled on days that are over. Blocking, unless a visit is under way. */
    void beat() {
        if (begin(Errand.BEAT)) {
            visit();
        }
    }

    /** Gives everything back that is not used. Blocking. */
    void stop() {
        List<Waiter> left;
        synchronized (this) {
            stopped = true;
            left = List.copyOf(waiters);
            waiters.clear();
        }
        left.forEach(waiter -> waiter.end().complete(new End.NoWord()));
        var purse = today;
        if (purse.day() == null) {
            return;
        }
        try {
            shares.tell(terms, go(purse, terms, purse.keep(0), 0, 0, 0, Duration.ZERO));
        } catch (SQLException away) {
            LOG.infof("lease not given back, it ends by itself budget=%s cause=%s", name(), away.getClass().getSimpleName());
        }
    }

    private void run(Errand wanted) {
        if (begin(wanted)) {
            executor.execute(this::visit);
        }
    }

    private synchronized boolean begin(Errand wanted) {
        if (wanted.compareTo(errand) > 0) {
            errand = wanted;
        }
        if (visiting || stopped) {
            return false;
        }
        visiting = true;
        return true;
    }

    /** Visits until nobody waits and nothing is to be done. */
    private void visit() {
        try {
            for (var trip = nextTrip(); trip != null; trip = nextTrip()) {
                make(trip);
            }
        } catch (SQLException | RuntimeException | Error away) {
            // Whatever it was: nothing may be spent, nobody may wait for ever, and the next one must be able to try again.
            noWord(away);
        }
    }

    private record Trip(long need, long wish, Errand errand) {}

    private synchronized @Nullable Trip nextTrip() {
        waiters.removeIf(Waiter::gone);
        var next = errand;
        errand = Errand.NONE;
        if (stopped || waiters.isEmpty() && next == Errand.NONE) {
            visiting = false;
            return null;
        }
        var wish = waiters.stream().mapToLong(Waiter::amount).reduce(0, Units::plus);
        return new Trip(waiters.isEmpty() ? 0 : waiters.peek().amount(), wish, next);
    }

    private void make(Trip trip) throws SQLException {
        if (trip.errand() == Errand.BEAT) {
            settleDaysBefore();
        }
        var purse = today;
        var now = terms;
        var idle = trip.errand() == Errand.BEAT && purse.idleSinceLastBeat() && trip.need() == 0;
        var open = trip.need() == 0 && !idle && purse.isOn(now.perDay());
        var kept = purse.keep(open ? ALL : 0);
        var ahead = idle ? 0 : Math.max(now.step(), trip.wish());
        var largest = idle ? 0 : Math.max(now.largest(), trip.wish());
        var reply = go(purse, now, kept, trip.need(), ahead, largest, config.lease());
        if (reply.isOfAnotherDay()) {
            nextDay(purse);
        } else {
            nextRefill = nanos.getAsLong() + (reply.committed() > kept.floor() ? 0 : config.remembered().toNanos());
            serve(purse, trip, reply);
        }
        flows();
        shares.tell(now, reply);
    }

    private Reply go(DayPurse purse, Terms now, Purse kept, long need, long ahead, long largest, Duration lives) throws SQLException {
        var sent = nanos.getAsLong();
        var reply = visits.go(new Visit(purse.lease(), purse.nextVisit(), now, purse.day(), kept, need, ahead, largest, lives));
        if (!reply.isOfAnotherDay()) {
            // Counted from before the visit: here the lease ends no later than there.
            var until = lives.compareTo(reply.dayLeft()) < 0 ? lives : reply.dayLeft();
            purse.renew(reply.day(), reply.committed(), sent + until.toNanos(), now.perDay());
            view = new View(reply.used(), now.perDay());
        }
        return reply;
    }

    private synchronized void nextDay(DayPurse over) {
        before.add(over);
        today = new DayPurse();
        // The new day has no lease yet; without somebody who waits it gets one at the next beat.
        refusal = null;
    }

    private void settleDaysBefore() throws SQLException {
        List<DayPurse> over;
        synchronized (this) {
            over = List.copyOf(before);
        }
        for (var purse : over) {
            var kept = purse.keep(0);
            shares.tell(terms, go(purse, terms, kept, 0, 0, 0, config.lease()));
            if (!kept.hasCallsUnderWay()) {
                synchronized (this) {
                    before.remove(purse);
                }
            }
        }
    }

    private void serve(DayPurse purse, Trip trip, Reply reply) {
        var now = nanos.getAsLong();
        var served = new ArrayList<Waiter>();
        var refused = new ArrayList<Waiter>();
        synchronized (this) {
            waiters.removeIf(Waiter::gone);
            while (!waiters.isEmpty() && purse.reserve(waiters.peek().amount(), now, terms.perDay())) {
                served.add(waiters.poll());
            }
            if (trip.need() > 0 && !reply.granted()) {
                refusal = new Refusal(trip.need(), now + config.remembered().toNanos(), terms.perDay());
                waiters.removeIf(waiter -> waiter.amount() >= trip.need() && refused.add(waiter));
            }
        }
        served.forEach(waiter -> hand(waiter, purse));
        refused.forEach(waiter -> waiter.end().complete(new End.NoRoom()));
    }

    private void hand(Waiter waiter, DayPurse purse) {
        var part = new Part(this, purse, waiter.amount());
        if (!waiter.end().complete(new End.Got(part))) {
            part.settle(0);
        }
    }

    private void noWord(Throwable away) {
        List<Waiter> left;
        synchronized (this) {
            visiting = false;
            errand = Errand.NONE;
            left = List.copyOf(waiters);
            waiters.clear();
        }
        refusal = new Refusal(0, nanos.getAsLong() + config.remembered().toNanos(), terms.perDay());
        nextRefill = nanos.getAsLong() + config.remembered().toNanos();
        left.forEach(waiter -> waiter.end().complete(new End.NoWord()));
        if (!silent) {
            silent = true;
            LOG.warnf("budget can't be asked, nothing is spent budget=%s cause=%s", name(), away.getClass().getSimpleName());
        }
    }

    private void flows() {
        refusal = refusal != null && refusal.amount() == 0 ? null : refusal;
        if (silent) {
            silent = false;
            LOG.infof("budget can be asked again budget=%s", name());
        }
    }

    private String name() {
        return terms.budget().budget();
    }
}
