package dev.surety.slo;

import dev.surety.request.Deadline;
import dev.surety.request.Priority;
import java.util.Objects;

/**
 * What a slice must know of the request that it works for.
 *
 * @param deadline   of whoever asks, fixed when the request arrived
 * @param priority   who goes first
 * @param repeatable whether doing the work twice does no harm: only then is it retried
 * @param timings    who is told how long it took
 */
public record SliceCall(Deadline deadline, Priority priority, boolean repeatable, Timings timings) {

    public SliceCall {
        Objects.requireNonNull(deadline, "deadline");
        Objects.requireNonNull(priority, "priority");
        Objects.requireNonNull(timings, "timings");
    }

    /** A call that is made once, and tells nobody how long it took. */
    public static SliceCall once(Deadline deadline, Priority priority) {
        return new SliceCall(deadline, priority, false, Timings.NONE);
    }

    /** The same call, due at another time. */
    public SliceCall by(Deadline other) {
        return new SliceCall(other, priority, repeatable, timings);
    }

    /** The same call, more or less urgent. */
    public SliceCall as(Priority other) {
        return new SliceCall(deadline, other, repeatable, timings);
    }

    /** The same call of work that may be done twice. */
    public SliceCall andAgain() {
        return new SliceCall(deadline, priority, true, timings);
    }
}
