package dev.surety.inference.admit;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.BurnAction;
import dev.surety.request.Priority;
import java.time.Duration;
import java.util.Set;

/** Who is turned away while the error budget burns. */
public final class Shed {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private Shed() {}

    /** Whether requests of this priority are turned away. */
    public static boolean is(Priority priority, Set<BurnAction> acting) {
        return switch (priority) {
            case INTERACTIVE -> false;
            case EVALUATION -> acting.contains(BurnAction.SHED_EVALUATION);
            case BULK -> acting.contains(BurnAction.SHED_EVALUATION) || acting.contains(BurnAction.SHED_BULK);
        };
    }

    /** What they are told. */
    public static ProblemException refusal(Priority priority) {
        return ProblemException.retryable(
                ProblemType.OVERLOADED, "the error budget burns: " + priority.label() + " requests are turned away until it recovers", RETRY_AFTER);
    }
}
