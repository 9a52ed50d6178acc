package dev.surety.local.leak.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The states of one thing, one after the other. A change takes from its beginning until a while after its end to arrive everywhere. Thread-safe. */
final class Timeline<S> {

    private final List<Change<S>> changes = new ArrayList<>();

    Timeline(S first) {
        changes.add(new Change<>(Instant.MIN, Instant.MIN, first));
    }

    private record Change<S>(Instant begun, Instant done, S state) {}

    /** From now on the next state may be met. */
    synchronized void begin(S next, Instant at) {
        changes.add(new Change<>(at, Instant.MAX, next));
    }

    /** The product has been told of the last change: the state before it may be met for a while yet. */
    synchronized void done(Instant at) {
        var last = changes.removeLast();
        changes.add(new Change<>(last.begun(), at, last.state()));
    }

    synchronized S latest() {
        return changes.getLast().state();
    }

    /**
     * States that may be met between two moments.
     *
     * @param bound how long a change may take to arrive
     */
    synchronized List<S> possible(Instant from, Instant to, Duration bound) {
        var possible = new ArrayList<S>();
        for (var at = 0; at < changes.size(); at++) {
            var next = at + 1 < changes.size() ? changes.get(at + 1).done() : Instant.MAX;
            var isGone = !next.equals(Instant.MAX) && next.plus(bound).isBefore(from);
            if (!changes.get(at).begun().isAfter(to) && !isGone) {
                possible.add(changes.get(at).state());
            }
        }
        return possible;
    }
}
