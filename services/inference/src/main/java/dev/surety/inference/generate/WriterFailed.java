package dev.surety.inference.generate;

import dev.surety.contract.Degradation;
import dev.surety.inference.budget.Taken;

/** A writer that did not write; the message holds nothing of what it read. */
final class WriterFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Who is next. */
    enum Next {
        /** The fallback that the contract gives the tier. */
        LADDER,
        /** The extractive tier, which costs nothing, whether or not it is a fallback. */
        EXTRACTIVE,
        /** Nobody writes any more. */
        SOURCES
    }

    private final String decision;
    private final Degradation mode;
    private final Next next;

    WriterFailed(String decision, String reason) {
        this(decision, reason, Degradation.TIER_FALLBACK, Next.LADDER);
    }

    private WriterFailed(String decision, String reason, Degradation mode, Next next) {
        super(reason, null, false, false);
        this.decision = decision;
        this.mode = mode;
        this.next = next;
    }

    /** The day's money is spent; the contract says who is next. */
    static WriterFailed budgetSpent(Taken.Spent spent) {
        var next = switch (spent.whenSpent()) {
            case EXTRACTIVE_ONLY -> Next.EXTRACTIVE;
            case SOURCES_ONLY -> Next.SOURCES;
        };
        return new WriterFailed("budget-spent", "budget " + spent.budget() + " has no room today", Degradation.BUDGET_SPENT, next);
    }

    /** What the caller is told. */
    Degradation mode() {
        return mode;
    }

    Next next() {
        return next;
    }

    /** Stable word for records and metrics. */
    String decision() {
        return decision;
    }
}
