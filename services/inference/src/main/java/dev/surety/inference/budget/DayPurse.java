package dev.surety.inference.budget;

import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One replica's purse of one day, under the id of its lease. Reserving and settling take one atomic step and never wait. */
final class DayPurse {

    private final UUID lease = UUID.randomUUID();
    private final AtomicReference<Purse> purse = new AtomicReference<>(Purse.EMPTY);
    // Of the database; null until it was asked.
    private volatile @Nullable LocalDate day;
    private volatile Hold hold = new Hold(Long.MIN_VALUE, -1);
    private final AtomicLong visits = new AtomicLong();
    // Only a heartbeat touches it.
    private Purse atLastBeat = Purse.EMPTY;

    /**
     * Until when and on which terms the purse may be used.
     *
     * @param untilNanos of this process's clock: the end of the lease or of the day
     * @param perDay     of the contract when the lease was renewed
     */
    private record Hold(long untilNanos, long perDay) {}

    UUID lease() {
        return lease;
    }

    @Nullable LocalDate day() {
        return day;
    }

    Purse look() {
        return purse.get();
    }

    /** Reserves an amount; false when the purse does not hold it, its time is over, or the contract has another amount by now. */
    boolean reserve(long amount, long nowNanos, long perDay) {
        var held = hold;
        if (held.perDay() != perDay || nowNanos - held.untilNanos() >= 0) {
            return false;
        }
        for (var seen = purse.get(); seen.holds(amount); seen = purse.get()) {
            if (purse.compareAndSet(seen, seen.reserve(amount))) {
                return true;
            }
        }
        return false;
    }

    void settle(long reserved, long actual) {
        purse.updateAndGet(seen -> seen.settle(reserved, actual));
    }

    Purse keep(long most) {
        return purse.updateAndGet(seen -> seen.keeping(most));
    }

    void renew(LocalDate leased, long committed, long untilNanos, long perDay) {
        day = leased;
        purse.updateAndGet(seen -> seen.raisedTo(committed));
        hold = new Hold(untilNanos, perDay);
    }

    boolean isOn(long perDay) {
        return hold.perDay() == perDay;
    }

    long nextVisit() {
        return visits.incrementAndGet();
    }

    /** Whether nothing was reserved or settled since this was asked last. */
    boolean idleSinceLastBeat() {
        var now = purse.get();
        var before = atLastBeat;
        atLastBeat = now;
        return before.used() == now.used() && before.spent() == now.spent();
    }
}
