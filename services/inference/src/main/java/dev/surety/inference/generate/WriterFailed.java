package dev.surety.inference.generate;

import dev.surety.contract.Degradation;
import dev.surety.inference.budget.Taken;

/** A writer that did not write; the message holds nothing of what it read. */
final class WriterFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String decision;
    private final Degradation mode;
    private final boolean sourcesOnly;

    WriterFailed(String decision, String reason) {
        this(decision, reason, Degradation.TIER_FALLBACK, false);
    }

    private WriterFailed(String decision, String reason, Degradation mode, boolean sourcesOnly) {
        super(reason, null, false, false);
        this.decision = decision;
        this.mode = mode;
        this.sourcesOnly = sourcesOnly;
    }

    /** The day's money is spent; the contract says who is next. */
    static WriterFailed budgetSpent(Taken.Spent spent) {
        var sourcesOnly = switch (spent.whenSpent()) {
            case EXTRACTIVE_ONLY -> false;
            case SOURCES_ONLY -> true;
        };
        return new WriterFailed("budget-spent", "budget " + spent.budget() + " has no room today", Degradation.BUDGET_SPENT, sourcesOnly);
    }

    /** What the caller is told. */
    Degradation mode() {
        return mode;
    }

    /** Whether nobody else may write either. */
    boolean sourcesOnly() {
        return sourcesOnly;
    }

    /** Stable word for records and metrics. */
    String decision() {
        return decision;
    }
}
