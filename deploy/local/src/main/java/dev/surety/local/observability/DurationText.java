package dev.surety.local.observability;

import java.time.Duration;

/** Durations as other tools spell them: a whole number and one unit, the largest that keeps it whole. */
final class DurationText {

    private DurationText() {}

    /** As Prometheus does and people read it: 500ms, 5m, 30d. */
    static String of(Duration duration) {
        var millis = duration.toMillis();
        if (millis % 1_000 != 0) {
            return millis + "ms";
        }
        return millis % 60_000 == 0 ? minutes(duration.toMinutes()) : duration.toSeconds() + "s";
    }

    /**
     * As OpenSLO does, which has no unit below a minute.
     *
     * @throws IllegalArgumentException when it is not a whole number of minutes
     */
    static String forOpenSlo(Duration duration) {
        if (duration.isZero() || duration.toMillis() % 60_000 != 0) {
            throw new IllegalArgumentException(
                    "OpenSLO has no duration of " + of(duration) + ": windows that are exported are whole minutes, hours or days");
        }
        return minutes(duration.toMinutes());
    }

    private static String minutes(long minutes) {
        if (minutes % (24 * 60) == 0) {
            return minutes / (24 * 60) + "d";
        }
        return minutes % 60 == 0 ? minutes / 60 + "h" : minutes + "m";
    }
}
