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
 * @param usual      whether the deadline is the contract's usual one and not the caller's choice: then an answer that misses it broke the contract's promise of
 *                   latency, and is late; who chose too little time can't hold a miss against us
 */
public record SliceCall(Deadline deadline, Priority priority, boolean repeatable, Timings timings, boolean usual) {

    public SliceCall {
        Objects.requireNonNull(deadline, "deadline");
        Objects.requireNonNull(priority, "priority");
        Objects.requireNonNull(timings, "timings");
    }

    /** With a deadline that the caller chose. */
    public SliceCall(Deadline deadline, Priority priority, boolean repeatable, Timings timings) {
        this(deadline, priority, repeatable, timings, false);
    }

    /** Whether it is one of those whose good end the contract promises. Suites and probes ask for us, not for a user: what they meet is looked at elsewhere. */
    public boolean isUsers() {
        return priority != Priority.EVALUATION;
    }

    /** A call that is made once, and tells nobody how long it took. */
    public static SliceCall once(Deadline deadline, Priority priority) {
        return new SliceCall(deadline, priority, false, Timings.NONE);
    }

    /** The same call, due at another time that the caller chose. */
    public SliceCall by(Deadline other) {
        return new SliceCall(other, priority, repeatable, timings, false);
    }

    /** The same call, due when the contract has such calls due whose callers choose nothing. */
    public SliceCall byUsual(Deadline other) {
        return new SliceCall(other, priority, repeatable, timings, true);
    }

    /** The same call, more or less urgent. */
    public SliceCall as(Priority other) {
        return new SliceCall(deadline, other, repeatable, timings, usual);
    }

    /** The same call of work that may be done twice. */
    public SliceCall andAgain() {
        return new SliceCall(deadline, priority, true, timings, usual);
    }
}
