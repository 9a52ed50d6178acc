package dev.surety.inference.tool;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the database said to a call, or to the confirmation of one. */
sealed interface Begun {

    /** It is the first of its kind, and its row stands: it may be made, or waits for the person until {@code confirmUntil}. */
    record Now(@Nullable Instant confirmUntil) implements Begun {}

    /**
     * A limit of the contract is reached.
     *
     * @param perDay whether it is the day's, or else the request's
     * @param left   until the day ends
     */
    record Limited(boolean perDay, Duration left) implements Begun {}

    /** There is no such call of this caller. */
    record Absent() implements Begun {}

    /**
     * It was begun before.
     *
     * @param state     its row's
     * @param fits      whether it was with the same arguments
     * @param current   whether it was under the same contract
     * @param until     when it can't be confirmed any more
     * @param expired   whether that has passed
     * @param result    JSON that the caller got
     * @param problem   label of the problem that the caller got
     * @param detail    of that problem
     */
    record Before(
            UUID id,
            String state,
            boolean fits,
            boolean current,
            @Nullable Instant until,
            boolean expired,
            @Nullable String result,
            BigDecimal cost,
            @Nullable String problem,
            @Nullable String detail)
            implements Begun {

        @Override
        public String toString() {
            return "Before[" + id + ", " + state + "]";
        }
    }
}
