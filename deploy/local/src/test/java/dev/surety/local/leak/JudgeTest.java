package dev.surety.local.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.surety.grant.Access;
import dev.surety.local.leak.stack.Reply;
import dev.surety.local.leak.way.Brought;
import dev.surety.local.leak.way.Way;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Library;
import dev.surety.local.leak.world.Move;
import dev.surety.local.leak.world.Nesting;
import dev.surety.local.leak.world.Principal;
import dev.surety.local.leak.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static final Library LIBRARY = Library.of(30);
    private static final Document OPEN = LIBRARY.document(1);
    private static final Document CLOSED = LIBRARY.document(2);
    private static final Document ABSENT = LIBRARY.document(3);
    private static final Principal ANNA = Principal.person("anna", "kestrel", 0, Set.of());
    private static final Access EVERYBODY = new Access("kestrel", Set.of(Access.PUBLIC), Set.of(), 0);

    private final World world = new World(
            LIBRARY,
            new World.State(Map.of(1, EVERYBODY, 2, new Access("kestrel", Set.of(), Set.of(), 0)), List.of(ANNA), Nesting.BY_PATH),
            Duration.ZERO);
    private final Score score = new Score();
    private final Judge judge = new Judge(world, score);

    /** A way that only has a name. */
    private record Named(boolean opensNothing) implements Way {

        @Override
        public String name() {
            return "named";
        }

        @Override
        public int weight() {
            return 1;
        }

        @Override
        public double promise() {
            return 1;
        }

        @Override
        public Brought aim(Principal who, List<Document> at) {
            throw new UnsupportedOperationException();
        }
    }

    private static Brought brought(int status, String body, Document... aimed) {
        var now = Instant.now();
        return new Brought(List.of(aimed), List.of(new Reply("GET /", status, List.of(), body, now, now)), List.of(), Brought.Ids.NONE, true);
    }

    private Tally counted() {
        return score.tallies().getFirst();
    }

    @Test
    void aCanaryOfAHiddenDocumentIsALeak() {
        judge.judge(new Named(false), ANNA, brought(200, "… " + CLOSED.canary(Document.Place.TITLE), OPEN));

        assertEquals(List.of(CLOSED), score.leaks().stream().map(Leak::document).toList());
    }

    @Test
    void whatOpensNothingAndIsServedIsALeakWhateverItShows() {
        judge.judge(new Named(true), ANNA, brought(200, "nothing", OPEN));

        assertInstanceOf(Leak.Taken.class, score.leaks().getFirst());
    }

    @Test
    void whatOpensNothingAndIsRefusedIsACheckOfEachDocument() {
        judge.judge(new Named(true), ANNA, brought(401, "no", OPEN, CLOSED));

        assertEquals(List.of(), score.leaks());
        assertEquals(2, counted().hidden());
    }

    @Test
    void onlyWhatHasBeenVisibleForLongHasToBeFound() {
        var again = new Move.Created(ABSENT, EVERYBODY);
        world.begin(again);
        world.done(again);

        judge.judge(new Named(false), ANNA, brought(200, "nothing", OPEN, ABSENT));

        assertEquals(1, counted().expected());
        assertEquals(0, counted().found());
    }

    @Test
    void whatIsNotServedIsNoCheck() {
        judge.judge(new Named(false), ANNA, brought(503, "", OPEN, CLOSED));

        assertEquals(0, score.checks());
        assertEquals(1, counted().refused());
    }
}
