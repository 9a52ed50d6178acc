package dev.surety.inference.budget;

/**
 * What one replica may spend of a budget's day, in {@link Units}.
 *
 * @param used  settled, and reserved for calls under way
 * @param spent settled
 * @param limit up to which may be used; committed to this replica in the database. Below {@code used} only when a provider charged more than was reserved
 */
record Purse(long used, long spent, long limit) {

    static final Purse EMPTY = new Purse(0, 0, 0);

    boolean holds(long amount) {
        return amount <= limit - used;
    }

    /** @throws IllegalStateException when it does not hold the amount */
    Purse reserve(long amount) {
        if (!holds(amount)) {
            throw new IllegalStateException("a purse with " + (limit - used) + " left can't give " + amount);
        }
        return new Purse(used + amount, spent, limit);
    }

    /** Charges what a call cost in place of what was reserved for it; the difference can be reserved again. */
    Purse settle(long reserved, long actual) {
        return new Purse(Units.plus(used - reserved, actual), Units.plus(spent, actual), limit);
    }

    /** Gives back all but this much of what is not used. */
    Purse keeping(long most) {
        return new Purse(used, spent, Math.min(limit, Math.max(used, Units.plus(used, most))));
    }

    /** With more committed to it. */
    Purse raisedTo(long committed) {
        return new Purse(used, spent, Math.max(limit, committed));
    }

    /** What is this replica's in any case: used, or still free to use. */
    long floor() {
        return Math.max(used, limit);
    }

    boolean hasCallsUnderWay() {
        return used > spent;
    }
}
