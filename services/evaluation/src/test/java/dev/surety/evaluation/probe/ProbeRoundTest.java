package dev.surety.evaluation.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.evaluation.probe.ProbeRound.Ending;
import dev.surety.request.RequestId;
import dev.surety.request.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One round against a world in which each look takes a second and each way forgets after as many looks as a test says. */
class ProbeRoundTest {

    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final ProbeConfig CONFIG = ProbeConfigTest.read(Map.of("surety.evaluation.probe.pause", "10ms"));

    private final AtomicLong nanos = new AtomicLong();
    private final Ticker ticker = nanos::get;
    private final List<String> events = new ArrayList<>();
    private final World world = new World();
    private final ProbeRound round = new ProbeRound(new Log(), world, ticker, CONFIG);

    @ParameterizedTest
    @EnumSource(Taking.class)
    void roundTellsHowLongEachWayShowedWhatWasTaken(Taking taking) {
        world.forgetsAfter(Way.SEARCH, 0);
        world.forgetsAfter(Way.CACHE, 1);
        world.forgetsAfter(Way.RECORD, 3);

        var ending = assertInstanceOf(Ending.Gone.class, round.run("kestrel", taking, WITHIN));

        assertEquals(Set.of(Way.values()), ending.after().keySet());
        assertTrue(ending.after().get(Way.SEARCH).compareTo(ending.after().get(Way.CACHE)) < 0, ending.toString());
        assertTrue(ending.after().get(Way.CACHE).compareTo(ending.after().get(Way.RECORD)) < 0, ending.toString());
        assertEquals(ending.after().get(Way.RECORD), ending.last());
        assertEquals(List.of("plant", taking == Taking.ACCESS ? "close" : "remove kestrel", "remove kestrel"), events);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aWayThatGoesOnShowingItIsNamed(Way way) {
        for (var other : Way.values()) {
            world.forgetsAfter(other, other == way ? 1_000 : 0);
        }

        var ending = assertInstanceOf(Ending.Late.class, round.run("kestrel", Taking.ACCESS, WITHIN));

        assertEquals(Set.of(way), ending.still());
        assertEquals("remove kestrel", events.getLast());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aWayThatNobodyCanLookAtIsNotGone(Way way) {
        world.breaks = way;

        var ending = assertInstanceOf(Ending.Late.class, round.run("kestrel", Taking.ACCESS, WITHIN));

        assertEquals(Set.of(way), ending.still());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void whatNeverShowedIsNotTakenAway(Way way) {
        world.blind = way;

        var ending = round.run("kestrel", Taking.ACCESS, WITHIN);

        assertInstanceOf(Ending.NotBegun.class, ending);
        assertEquals(List.of("plant", "remove kestrel"), events);
    }

    @Test
    void anAnswerThatIsNotKeptIsAskedForAgain() {
        world.keepsAfter = 3;

        assertInstanceOf(Ending.Gone.class, round.run("kestrel", Taking.DELETION, WITHIN));
    }

    @Test
    void everyRoundHasWordsOfItsOwnAtTheSameAddress() {
        var one = Canary.fresh("kestrel");
        var other = Canary.fresh("kestrel");

        assertEquals(one.documentId(), other.documentId());
        assertTrue(!one.watchword().equals(other.watchword()) && !one.question().equals(other.question()));
        assertTrue(one.content().contains(one.watchword()) && !one.question().contains(one.watchword()));
    }

    private final class Log extends Canaries {

        Log() {
            super(null, null, null, CONFIG);
        }

        @Override
        void plant(Canary canary) {
            events.add("plant");
        }

        @Override
        void close(Canary canary) {
            events.add("close");
            world.taken = true;
        }

        @Override
        void remove(String index) {
            events.add("remove " + index);
            world.taken = true;
        }
    }

    private final class World extends Eyes {

        private final Map<Way, Integer> looksUntilGone = new EnumMap<>(Way.class);
        private final Set<Way> gone = EnumSet.noneOf(Way.class);
        private @Nullable Way breaks;
        private @Nullable Way blind;
        private int keepsAfter;
        private boolean taken;

        World() {
            super(null, null, null, null, null, CONFIG);
        }

        void forgetsAfter(Way way, int looks) {
            looksUntilGone.put(way, looks);
        }

        @Override
        boolean finds(Canary canary) {
            return shows(Way.SEARCH);
        }

        @Override
        Told asks(Canary canary) {
            return new Told(RequestId.next(), shows(Way.CACHE), keepsAfter-- <= 0);
        }

        @Override
        boolean opens(Canary canary, RequestId requestId) {
            return shows(Way.RECORD);
        }

        private boolean shows(Way way) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            if (!taken) {
                return way != blind;
            }
            if (way == breaks) {
                throw new IllegalStateException("away");
            }
            assertTrue(!gone.contains(way), "what is gone is not looked at again");
            var left = looksUntilGone.merge(way, -1, Integer::sum);
            if (left < 0) {
                gone.add(way);
            }
            return left >= 0;
        }
    }
}
