package dev.surety.burn;

import dev.surety.contract.BurnState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where an objective stands, with memory: worse at once, better only after what made it worse was gone for the contract's {@code recovery} without
 * interruption. So a state that comes and goes does not make actions come and go.
 *
 * @param state      it is in
 * @param since      when it came to be
 * @param reason     why it came to be, for a person
 * @param clearSince for each state up to {@code state} whose condition is gone at the moment: since when
 */
public record Standing(BurnState state, Instant since, String reason, Map<BurnState, Instant> clearSince) {

    private static final List<BurnState> TROUBLES = List.of(BurnState.TICKET, BurnState.PAGE, BurnState.EXHAUSTED);

    public Standing {
        clearSince = Map.copyOf(clearSince);
    }

    /** An objective of which nothing is known yet. */
    public static Standing fresh(Instant now) {
        return new Standing(BurnState.STEADY, now, "nothing is known yet", Map.of());
    }

    /**
     * Where it stands after another look.
     *
     * @param seen     what the counts ask for at {@code now}
     * @param reason   why they do
     * @param recovery how long a condition must be gone
     */
    public Standing next(BurnState seen, String reason, Instant now, Duration recovery) {
        var clear = new EnumMap<BurnState, Instant>(BurnState.class);
        var held = seen;
        for (var trouble : TROUBLES) {
            if (state.atLeast(trouble) && !seen.atLeast(trouble)) {
                var goneSince = clearSince.getOrDefault(trouble, now);
                if (Duration.between(goneSince, now).compareTo(recovery) < 0) {
                    clear.put(trouble, goneSince);
                    held = trouble;
                }
            }
        }
        if (held == state) {
            return new Standing(state, since, this.reason, clear);
        }
        return new Standing(held, now, held == seen ? reason : "better than " + state.label() + ", not yet for long enough to be " + seen.label(), clear);
    }

    /** As {@link #next(BurnState, String, Instant, Duration)}, of a reading. */
    public Standing next(Reading reading, Instant now, Duration recovery) {
        return next(reading.state(), reading.reason(), now, recovery);
    }
}
