package dev.surety.local.leak;

import dev.surety.local.leak.stack.Reply;
import dev.surety.local.leak.way.Brought;
import dev.surety.local.leak.way.Way;
import dev.surety.local.leak.world.Canaries;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Principal;
import dev.surety.local.leak.world.Verdict;
import dev.surety.local.leak.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;

/** Searches everything that came back for every canary of the world, and counts. Thread-safe. */
final class Judge {

    /** How long something must have been visible before it counts as a defect that it is not found. */
    private static final Duration LONG = Duration.ofMinutes(1);

    private final World world;
    private final Canaries canaries;
    private final Score score;

    Judge(World world, Score score) {
        this.world = world;
        this.canaries = new Canaries(world.library());
        this.score = score;
    }

    void judge(Way way, Principal who, Brought brought) {
        var seen = new HashSet<Integer>();
        for (var reply : brought.replies()) {
            for (var sighting : canaries.in(reply.all())) {
                if (sighting.isId() && !brought.tells(sighting.what())) {
                    continue;
                }
                seen.add(sighting.document().number());
                if (way.opensNothing()) {
                    score.leaked(new Leak.Seen(way.name(), who.name(), brought.aimed(), sighting, reply, "this way opens nothing"));
                } else if (world.verdict(who.name(), sighting.document(), reply.asked(), reply.answered()) == Verdict.HIDDEN) {
                    score.leaked(new Leak.Seen(way.name(), who.name(), brought.aimed(), sighting, reply, world.why(who.name(), sighting.document())));
                }
            }
            if (way.opensNothing() && reply.isServed()) {
                score.leaked(new Leak.Taken(way.name(), who.name(), brought.aimed(), reply));
            }
        }
        for (var difference : brought.differences()) {
            if (verdict(who, brought, difference.document()) == Verdict.HIDDEN) {
                score.leaked(new Leak.Told(way.name(), who.name(), brought.aimed(), difference.document(), difference.hidden(), difference.absent(),
                        world.why(who.name(), difference.document())));
            }
        }
        if (brought.isServed()) {
            count(way, who, brought, seen);
        } else {
            score.refused(way);
        }
    }

    private void count(Way way, Principal who, Brought brought, HashSet<Integer> seen) {
        var hidden = 0;
        var visible = 0;
        var either = 0;
        var expected = 0;
        var found = 0;
        for (var document : brought.aimed()) {
            switch (way.opensNothing() ? Verdict.HIDDEN : verdict(who, brought, document)) {
                case HIDDEN -> hidden++;
                case VISIBLE -> {
                    visible++;
                    if (brought.isWhole() && isLongKnown(who, brought, document)) {
                        expected++;
                        found += seen.contains(document.number()) ? 1 : 0;
                    }
                }
                // No check: both would be right.
                case EITHER -> either++;
            }
        }
        score.served(new Tally(way.name(), way.promise(), 1, 0, hidden, visible, either, expected, found, took(brought).toMillis()));
    }

    private Verdict verdict(Principal who, Brought brought, Document document) {
        return world.verdict(who.name(), document, asked(brought), answered(brought));
    }

    /** What came back, or was opened, a moment ago may still be on its way: only what is taken away has to be gone so soon. */
    private boolean isLongKnown(Principal who, Brought brought, Document document) {
        return world.verdict(who.name(), document, asked(brought).minus(LONG), answered(brought)) == Verdict.VISIBLE;
    }

    private static Duration took(Brought brought) {
        return Duration.between(asked(brought), answered(brought));
    }

    private static Instant asked(Brought brought) {
        return brought.replies().stream().map(Reply::asked).min(Instant::compareTo).orElseThrow();
    }

    private static Instant answered(Brought brought) {
        return brought.replies().stream().map(Reply::answered).max(Instant::compareTo).orElseThrow();
    }
}
