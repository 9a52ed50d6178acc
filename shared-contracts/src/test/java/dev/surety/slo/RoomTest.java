package dev.surety.slo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.request.Priority;
import java.util.EnumMap;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RoomTest {

    private static final int MOST = 32;

    private final VirtualTime time = new VirtualTime();

    /** Whatever comes and goes in whatever order. */
    @Property
    void neverMoreThanTheLimitAndAlwaysAPlaceKeptForTheUrgent(
            @ForAll @IntRange(min = 2, max = 40) int most, @ForAll @Size(max = 200) List<@IntRange(max = 5) Integer> steps) {
        var room = new Room(SloSettings.DEFAULTS, most, time);
        var inside = new EnumMap<Priority, Integer>(Priority.class);

        for (var step : steps) {
            var priority = Priority.values()[step % 3];
            var had = inside.getOrDefault(priority, 0);
            if (step < 3 && room.enter(priority, most)) {
                inside.put(priority, had + 1);
            } else if (step >= 3 && had > 0) {
                room.leave();
                inside.put(priority, had - 1);
            }
            var all = inside.values().stream().mapToInt(Integer::intValue).sum();
            var others = all - inside.getOrDefault(Priority.INTERACTIVE, 0);
            assertEquals(all, room.inFlight());
            assertTrue(all <= most);
            assertTrue(others <= Math.max(1, (int) (0.8 * most)) && others < most);
            assertTrue(inside.getOrDefault(Priority.BULK, 0) <= Math.max(1, most / 2));
        }
    }

    @Test
    void onlyPlaceIsForEverybody() {
        var room = new Room(SloSettings.DEFAULTS, 1, time);

        assertTrue(room.enter(Priority.BULK, 1));
        assertFalse(room.enter(Priority.INTERACTIVE, 1));
    }

    @Test
    void limitBeginsWithWhatTheContractAllows() {
        assertEquals(MOST, new Room(SloSettings.DEFAULTS, MOST, time).limit());
    }

    @Test
    void limitFallsWhenAFullRoomSlowsDownAndRisesAgain() {
        var room = new Room(SloSettings.DEFAULTS, MOST, time);
        rounds(room, 60, 10);
        var before = room.limit();

        rounds(room, 12, 200);
        var slow = room.limit();
        rounds(room, 600, 10);

        assertEquals(MOST, before);
        assertTrue(slow < MOST / 2, () -> "limit " + slow);
        assertEquals(MOST, room.limit());
    }

    @Test
    void limitNeverFallsBelowTheFloor() {
        var room = new Room(SloSettings.DEFAULTS, MOST, time);
        rounds(room, 30, 10);

        for (var slower = 20; slower < 100_000; slower *= 2) {
            rounds(room, 3, slower);
            assertTrue(room.limit() >= 4);
        }
    }

    @Test
    void slowButSteadyWorkKeepsItsPlaces() {
        var room = new Room(SloSettings.DEFAULTS, MOST, time);

        rounds(room, 300, 700);

        assertEquals(MOST, room.limit());
    }

    @Test
    void contractMayTakePlacesAwayAndGiveThemBack() {
        var room = new Room(SloSettings.DEFAULTS, MOST, time);

        room.enter(Priority.INTERACTIVE, 3);
        var fewer = room.limit();
        room.enter(Priority.INTERACTIVE, 50);

        assertEquals(3, fewer);
        assertEquals(50, room.limit());
        assertEquals(2, room.inFlight());
    }

    /** A full room, again and again: everybody enters, takes as long, and leaves. */
    private void rounds(Room room, int rounds, int millis) {
        for (var round = 0; round < rounds; round++) {
            var started = time.nanos();
            var inside = 0;
            while (room.enter(Priority.INTERACTIVE, MOST)) {
                inside++;
            }
            time.passMillis(millis);
            for (var one = 0; one < inside; one++) {
                room.leave(started, false);
            }
            time.passMillis(Math.max(1, 1_001 - millis));
        }
    }
}
