package dev.surety.local.observability;

import dev.surety.burn.Reading;
import java.time.Duration;

/** Durations as other tools spell them: a whole number and one unit, the largest that keeps it whole. */
final class DurationText {

    private static final long MINUTE_MS = 60_000;

    private DurationText() {}

    /** As contracts and Prometheus do: 500ms, 5m, 30d. Evaluation labels the windows of burn rates alike. */
    static String of(Duration duration) {
        return Reading.words(duration);
    }

    /**
     * As OpenSLO does, which has no unit below a minute.
     *
     * @throws IllegalArgumentException when it is not a whole number of minutes
     */
    static String forOpenSlo(Duration duration) {
        if (duration.isZero() || duration.toMillis() % MINUTE_MS != 0) {
            throw new IllegalArgumentException(
                    "OpenSLO has no duration of " + of(duration) + ": windows that are exported are whole minutes, hours or days");
        }
        return of(duration);
    }
}
